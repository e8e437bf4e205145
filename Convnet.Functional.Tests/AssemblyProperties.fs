module Convnet.Functional.Tests.AssemblyProperties

open System.Reflection
open Convnet.PropertyTests
open Xunit

[<assembly: TestFramework(typeof<Replaying>)>]
do ()

[<Fact>]
let ``Every property is of so many cases as the scale says and can be replayed`` () =
    let properties =
        [
            for test in Assembly.GetExecutingAssembly().GetTypes() do
                for case in test.GetMethods() do
                    yield! case.GetCustomAttributes<FsCheck.Xunit.PropertyAttribute>()
        ]

    Assert.NotEmpty properties
    Assert.All(properties, fun property -> Assert.IsType<PropertyAttribute> property |> ignore)
