using Convnet.PropertyTests;
using FsCheck.Xunit;

[assembly: Properties(Arbitrary = [typeof(Generators)])]
