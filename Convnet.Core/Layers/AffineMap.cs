namespace Convnet;

/// <summary>
/// Where in an image a pixel (x, y) of the output looks: at column Column + ColumnByX·(x − X) + ColumnByY·(y − Y) and at row
/// Row + RowByX·(x − X) + RowByY·(y − Y). By differences from one pixel, so that it looks exactly where it should.
/// </summary>
/// <remarks>In double and by +, −, × alone, whose bits are the same on every platform.</remarks>
internal readonly record struct AffineMap
{
    private double X { get; init; }

    private double Y { get; init; }

    private double Column { get; init; }

    private double Row { get; init; }

    private double ColumnByX { get; init; }

    private double ColumnByY { get; init; }

    private double RowByX { get; init; }

    private double RowByY { get; init; }

    /// <summary>The content moves so many pixels down and to the right.</summary>
    public static AffineMap Translation(double down, double right) =>
        new()
        {
            ColumnByX = 1,
            RowByY = 1,
            Column = -right,
            Row = -down,
        };

    /// <summary>About the center, every pixel so many times as far out; −1 is a flip.</summary>
    public static AffineMap Scaling(double rows, double columns, Size2D image) =>
        About(image) with
        {
            ColumnByX = columns,
            RowByY = rows,
        };

    /// <summary>The content turns about the center, counter-clockwise by a part of a full turn.</summary>
    public static AffineMap Rotation(double turns, Size2D image)
    {
        // The rows' axis points down, so that looking clockwise turns the content counter-clockwise.
        var (sine, cosine) = Turn.SinCos(turns);
        return About(image) with { ColumnByX = cosine, ColumnByY = -sine, RowByX = sine, RowByY = cosine };
    }

    /// <summary>The place that a pixel of the output looks at.</summary>
    public (double Column, double Row) At(int x, int y) =>
        (Column + (ColumnByX * (x - X)) + (ColumnByY * (y - Y)), Row + (RowByX * (x - X)) + (RowByY * (y - Y)));

    private static AffineMap About(Size2D image) =>
        new()
        {
            X = (image.Width - 1) / 2.0,
            Y = (image.Height - 1) / 2.0,
            Column = (image.Width - 1) / 2.0,
            Row = (image.Height - 1) / 2.0,
        };
}
