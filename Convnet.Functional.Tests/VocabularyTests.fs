/// By reflection: nothing of the core is out of reach of a word.
module Convnet.Functional.Tests.VocabularyTests

open System
open System.Reflection
open System.Text.RegularExpressions
open Xunit
open Convnet

let core = typeof<Model>.Assembly
let face = Assembly.Load "Convnet.Functional"

/// Layers that are made without a word: a Sequential by >>.
let wordless = [ typeof<Sequential> ]

/// Activations whose word would shadow a function of F#.
let shadowing = [ "Tanh" ]

let layerTypes =
    [
        for layer in core.GetExportedTypes() do
            if layer.IsClass && typeof<ILayer>.IsAssignableFrom layer then
                layer
    ]

let membersOf moduleName =
    face.GetType($"Convnet.Functional.{moduleName}", true).GetMembers(BindingFlags.Public ||| BindingFlags.Static)

let resultOf (found: MemberInfo) =
    match found with
    | :? MethodInfo as method -> method.ReturnType
    | :? PropertyInfo as property -> property.PropertyType
    | _ -> typeof<unit>

let camelCase (name: string) =
    name.Substring(0, 1).ToLowerInvariant() + name.Substring(1).Replace("2D", "2d")

let wordOf (layer: Type) =
    if layer = typeof<ActivationLayer> then
        "activation"
    else
        camelCase layer.Name

/// The words whose result is one of some types.
let words (results: Type list) =
    set
        [
            for found in membersOf "Layers" do
                if List.contains (resultOf found) results then
                    found.Name
        ]

[<Fact>]
let ``Every public layer has its word`` () =
    let known = words [ typeof<Model>; typeof<Model -> Model> ]

    let missing =
        [
            for layer in List.except wordless layerTypes do
                if not (known.Contains(wordOf layer)) then
                    wordOf layer
        ]

    Assert.Empty missing
    Assert.True(layerTypes.Length >= 10, $"Only {layerTypes.Length} layers were found.")

[<Fact>]
let ``Every public layer has its pattern`` () =
    let patterns = set [ for found in membersOf "LayerPatterns" -> found.Name ]

    Assert.Empty
        [
            for layer in layerTypes do
                if not (patterns.Contains $"|{layer.Name}|_|") then
                    layer.Name
        ]

[<Fact>]
let ``Every public activation has its word`` () =
    let activations =
        [
            for found in typeof<Activation>.GetMembers(BindingFlags.Public ||| BindingFlags.Static) do
                if resultOf found = typeof<Activation> && not (found.Name.StartsWith "get_") then
                    found.Name
        ]

    let known = words [ typeof<Activation> ]

    Assert.Empty
        [
            for name in List.except shadowing activations do
                if not (known.Contains(camelCase name)) then
                    camelCase name
        ]

    Assert.True(activations.Length >= 11, $"Only {activations.Length} activations were found.")

[<Fact>]
let ``What is done around optimizers, and every schedule, has its word`` () =
    let made (contract: Type) =
        [
            for made in core.GetExportedTypes() do
                if
                    contract.IsAssignableFrom made
                    && made.IsClass
                    && not (typeof<ILearningRate>.IsAssignableFrom made)
                then
                    match made.Name with
                    | "FunctionSchedule" -> "ofFunction"
                    | name -> camelCase (Regex.Replace(name, "Schedule$", ""))
        ]

    let missing moduleName contract =
        made contract |> List.except [ for found in membersOf moduleName -> found.Name ]

    Assert.Empty(missing "Optimizer" typeof<IOptimizer>)
    Assert.Empty(missing "Schedule" typeof<ISchedule>)
    Assert.True((made typeof<IOptimizer>).Length >= 8 && (made typeof<ISchedule>).Length >= 5)

[<Fact>]
let ``No word shadows a function of F#`` () =
    let ofFSharp =
        set
            [
                for operators in
                    [
                        "Microsoft.FSharp.Core.Operators"
                        "Microsoft.FSharp.Core.ExtraTopLevelOperators"
                    ] do
                    for found in typeof<unit list>.Assembly.GetType(operators, true).GetMembers() do
                        match found.GetCustomAttributes<CompilationSourceNameAttribute>() |> Seq.tryHead with
                        | Some source -> source.SourceName
                        | None -> found.Name
            ]

    let names = set [ for found in membersOf "Layers" -> found.Name ]
    Assert.True(ofFSharp.Contains "tanh", "The names of F#'s functions were read.")
    Assert.Empty(Set.intersect ofFSharp names)
