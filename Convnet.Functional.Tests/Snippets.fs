/// The F# that readers are shown, and a script that runs all of it.
module Convnet.Functional.Tests.Snippets

open System
open System.Diagnostics
open System.IO
open System.Net
open System.Text.RegularExpressions
open Convnet
open Convnet.Functional

/// Code, and the file (from the repository's root) and line that it begins on.
type Snippet =
    {
        File: string
        Line: int
        Code: string
    }

let rec private repositoryAbove folder =
    if File.Exists(Path.Combine(folder, "Convnet.slnx")) then
        folder
    else
        repositoryAbove (Path.GetDirectoryName folder)

let private repository = repositoryAbove AppContext.BaseDirectory

let private found (pattern: string) (file: string) (text: string) =
    [
        for example in Regex.Matches(text, pattern, RegexOptions.Multiline ||| RegexOptions.Singleline) do
            let code = example.Groups["code"]

            {
                File = file
                Line = 1 + (text[.. code.Index - 1] |> Seq.filter ((=) '\n') |> Seq.length)
                Code = code.Value
            }
    ]

/// The blocks of a page that are marked as F#.
let ofPage = found "^```fsharp\n(?<code>.*?)^```"

/// The examples of a signature file's documentation comments.
let ofSource file text =
    found "<example><code>(?<code>.*?)</code>" file text
    |> List.map (fun snippet ->
        { snippet with
            Code =
                Regex.Replace(snippet.Code, "^ */// ?", "", RegexOptions.Multiline)
                |> WebUtility.HtmlDecode
        })

let private files pattern (place: string) =
    let path = Path.Combine(repository, place)

    if File.Exists path then
        [ path ]
    else
        Directory.GetFiles(path, pattern, SearchOption.AllDirectories)
        |> Array.sort
        |> List.ofArray

let private inFiles find pattern places =
    [
        for place in places do
            for path in files pattern place do
                let name = Path.GetRelativePath(repository, path).Replace('\\', '/')
                yield! find name (File.ReadAllText(path).ReplaceLineEndings "\n")
    ]

/// All of them.
let all =
    inFiles ofPage "*.md" [ "README.md"; "docs"; "examples" ]
    @ inFiles ofSource "*.fsi" [ "Convnet.Functional" ]

/// What examples may assume to be there, small enough that all of them run in a few seconds.
let private assumed =
    """
[<AutoOpen>]
module Assumed =
    open Convnet
    open Convnet.Functional
    let folder = "mnist"
    let mnist = Mnist.load folder
    let data = mnist.Train
    let batch = mnist.Train |> Data.take 8 |> Data.batch
    let images = [| for sample in 0..7 -> Array.init 784 (fun i -> batch.Input[sample, i / 28, i % 28, 0]) |]
    let labels = batch.Target.ToArray() |> Array.map int
    let block filters = conv2d filters (3, 3) relu >> maxPooling2d (2, 2)

    let convnet =
        input [ 28; 28; 1 ]
        |> block 32
        |> block 64
        |> conv2d 64 (3, 3) relu
        |> flatten
        |> dense 64 relu
        |> dense 10 softmax

    let weights = Model.initialize 42 convnet
    let trainer = Trainer(convnet, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 42, Progress = Progress.None)
    let trained = trainer |> Train.fit 1 mnist.Train
    let epoch = trained
"""

let private reference (assembly: Type) = $"#r @\"{assembly.Assembly.Location}\""

/// Each snippet is a module; an expression alone is good enough for one (FS0020, FS0193). The last line on the error output is where it stopped.
let private script snippets =
    let indented (text: string) =
        text.Split '\n' |> Array.map (fun line -> "    " + line) |> String.concat "\n"

    [
        reference typeof<Tensor>
        reference typeof<MathNet.Numerics.LinearAlgebra.Matrix<float32>>
        Path.Combine(AppContext.BaseDirectory, "Convnet.Functional.dll")
        |> sprintf "#r @\"%s\""
        "#nowarn \"20\" \"193\""
        assumed
        for number, snippet in List.indexed snippets do
            $"module Snippet{number} ="
            "    open System"
            "    open Convnet"
            "    open Convnet.Functional"
            $"    eprintfn \"%%s\" \"{snippet.File}({snippet.Line})\""
            $"# {snippet.Line} \"{snippet.File}\""
            indented snippet.Code
    ]
    |> String.concat "\n"

let private bytes scale (values: Tensor) shape =
    let rounded =
        values.ToArray() |> Array.map (fun value -> byte (round (scale * value)))

    IdxArray(shape, rounded)

/// A few drawn digits where Mnist.fetch, Mnist.load "mnist" and their like for Fashion-MNIST find them.
let private writeDigits folder =
    let digits = Digits.generate 1 128 64

    for set in [ "mnist"; "fashion-mnist" ] do
        let path = Directory.CreateDirectory(Path.Combine(folder, set)).FullName

        for name, data in [ "train", digits.Train; "t10k", digits.Test ] do
            let batch = Data.batch data

            IdxFile.Write(
                Path.Combine(path, $"{name}-images-idx3-ubyte"),
                bytes 255f batch.Input (Shape [ batch.Count; 28; 28 ])
            )

            IdxFile.Write(
                Path.Combine(path, $"{name}-labels-idx1-ubyte"),
                bytes 1f batch.Target (Shape [ batch.Count ])
            )

/// fsi gives some of the parser's errors the place in the script, in spite of its line directives: the place that the directive means.
let placed (script: string) (errors: string) =
    let lines = script.Split '\n'

    let place (found: Match) =
        let line = int found.Groups[1].Value

        let directive =
            [ line - 2 .. -1 .. 0 ]
            |> List.tryFind (fun index -> lines[index].StartsWith "# ")

        match directive with
        | Some index ->
            let parts = lines[index].Split ' '
            $"{parts[2].Trim '"'}({int parts[1] + line - index - 2},"
        | None -> found.Value

    Regex.Replace(errors, @"\S*snippets\.fsx\((\d+),", place)

/// The exit code of the script and its error output.
let run snippets =
    let folder = Directory.CreateTempSubdirectory "convnet-"
    writeDigits folder.FullName
    let path = Path.Combine(folder.FullName, "snippets.fsx")
    let script = script snippets
    File.WriteAllText(path, script)

    let start =
        ProcessStartInfo(
            "dotnet",
            [ "fsi"; "--quiet"; "--nologo"; "--warnaserror+"; path ],
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        )

    start.Environment["CONVNET_DATA"] <- folder.FullName
    use fsi = Process.Start start
    let output = fsi.StandardOutput.ReadToEndAsync()
    let errors = fsi.StandardError.ReadToEnd()
    fsi.WaitForExit()
    output.Wait()
    folder.Delete true
    fsi.ExitCode, placed script errors
