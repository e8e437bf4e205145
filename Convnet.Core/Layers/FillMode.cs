namespace Convnet;

/// <summary>What stands outside of an image a b c d.</summary>
public enum FillMode
{
    /// <summary>The image in a mirror at the outer edge of its last pixel: d c b a | a b c d | d c b a.</summary>
    Reflect,

    /// <summary>The nearest pixel: a a a a | a b c d | d d d d.</summary>
    Nearest,

    /// <summary>One value: k k k k | a b c d | k k k k.</summary>
    Constant,

    /// <summary>The image again: a b c d | a b c d | a b c d.</summary>
    Wrap,
}
