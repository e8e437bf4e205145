namespace Convnet;

/// <summary>One way to take a batch through the layers, the loss and back.</summary>
internal interface IPass
{
    /// <summary>Fills the record and the lanes; gives new values of parameters that are not trained.</summary>
    Parameters? Run(BatchRecord batch, Parameters weights, RandomKey key, GradientLanes lanes);
}
