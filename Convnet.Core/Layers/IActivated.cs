namespace Convnet;

/// <summary>A layer whose last step is an activation, so that what follows may take that in.</summary>
internal interface IActivated : ILayer
{
    /// <summary>What is applied last.</summary>
    Activation Activation { get; }

    /// <summary>The same layer with another activation.</summary>
    ILayer With(Activation activation);
}
