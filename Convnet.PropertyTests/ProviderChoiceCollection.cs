using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Tests that choose the provider of the process: nothing else may run beside them.</summary>
[CollectionDefinition(ProviderTheory.Collection, DisableParallelization = true)]
public sealed class ProviderChoiceCollection;
