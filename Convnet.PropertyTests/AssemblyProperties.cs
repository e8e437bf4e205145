using Convnet.PropertyTests;
using FsCheck.Xunit;
using Xunit;

[assembly: Properties(Arbitrary = [typeof(Generators)])]
[assembly: TestFramework(typeof(Replaying))]
