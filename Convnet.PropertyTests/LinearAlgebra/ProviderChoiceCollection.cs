using Xunit;

namespace Convnet.PropertyTests;

/// <summary>Tests that change the provider of the whole process: nothing else runs meanwhile.</summary>
[CollectionDefinition("Provider choice", DisableParallelization = true)]
public sealed class ProviderChoiceCollection;
