/// What readers are shown compiles and runs.
module Convnet.Functional.Tests.SnippetTests

open Xunit
open Convnet.Functional.Tests.Snippets

[<Fact>]
let ``The pages and the documentation comments hold snippets`` () =
    for file in [ "README.md"; "Convnet.Functional/Layers.fsi"; "Convnet.Functional/Train.fsi" ] do
        Assert.Contains(all, (fun snippet -> snippet.File = file))

[<Fact>]
let ``Every snippet compiles and runs, without a warning`` () =
    let exitCode, errors = run all
    Assert.True((exitCode = 0), errors)

[<Fact>]
let ``A snippet that does not compile is reported with its place and the compiler's message`` () =
    let exitCode, errors =
        run (ofPage "page.md" "Text.\n\n```fsharp\nlet fine = 1\nlet wrong: int = \"text\"\n```\n")

    Assert.NotEqual(0, exitCode)
    Assert.Contains("page.md(5,", errors)
    Assert.Contains("error FS0001", errors)

[<Fact>]
let ``An error that fsi places in the script is placed where the snippet stands`` () =
    let script = "#nowarn\n# 7 \"page.md\"\n    first\n    second"
    Assert.Equal("page.md(8,5): error", placed script "/folder/snippets.fsx(4,5): error")

[<Fact>]
let ``A snippet that throws is reported with its place and message`` () =
    let exitCode, errors =
        run (ofSource "File.fsi" "/// <example><code>input [ 4; 4 ] |&gt; dense 10 relu</code></example>\n")

    Assert.NotEqual(0, exitCode)
    Assert.Contains("File.fsi(1)", errors)
    Assert.Contains("Dense takes samples of one axis", errors)
