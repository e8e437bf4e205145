module Convnet.Functional.Tests.PackagingTests

open System.Reflection
open Xunit

/// A library built on a later FSharp.Core than the one of `dotnet fsi` fails in scripts.
[<Fact>]
let ``The face is built on the FSharp.Core that fsi of SDK 10 can load`` () =
    let fsharpCore =
        Assembly.Load("Convnet.Functional").GetReferencedAssemblies()
        |> Array.find (fun name -> name.Name = "FSharp.Core")

    Assert.Equal(10, fsharpCore.Version.Major)
    Assert.Equal(0, fsharpCore.Version.Minor)
