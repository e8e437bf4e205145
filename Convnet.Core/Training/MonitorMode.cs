namespace Convnet;

/// <summary>Which values of a monitored score are the better ones; Keras' <c>mode</c>.</summary>
public enum MonitorMode
{
    /// <summary>By the name: a loss is to be small, an accuracy large; any other name is refused.</summary>
    Auto,

    /// <summary>The smaller the better.</summary>
    Min,

    /// <summary>The larger the better.</summary>
    Max,
}
