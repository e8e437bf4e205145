namespace Convnet;

/// <summary>Along which axes images are flipped.</summary>
public enum FlipMode
{
    /// <summary>Left and right, up and down, each or both.</summary>
    HorizontalAndVertical,

    /// <summary>Left and right.</summary>
    Horizontal,

    /// <summary>Up and down.</summary>
    Vertical,
}
