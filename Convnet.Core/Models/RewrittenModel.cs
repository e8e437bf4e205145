namespace Convnet;

/// <summary>A model that was rewritten, with weights for it.</summary>
/// <param name="Model">The new model.</param>
/// <param name="Parameters">The old weights of every layer that was kept, and first values for the others.</param>
public readonly record struct RewrittenModel(Model Model, Parameters Parameters);
