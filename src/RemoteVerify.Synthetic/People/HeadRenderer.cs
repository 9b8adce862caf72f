using System.Numerics;
using System.Runtime.Intrinsics;
using Lanes = System.Runtime.Intrinsics.Vector256<float>;

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

/// <summary>Makes pictures of people who do not exist. The same input gives the same bytes, whatever the number of threads.</summary>
public static class HeadRenderer
{
    /// <summary>Changes whenever the picture of the same person changes; part of every cache key.</summary>
    public const int Version = 1;

    /// <summary>Makes one picture.</summary>
    /// <param name="person">Who.</param>
    /// <param name="state">Pose, expression, distance.</param>
    /// <param name="light">Light and room.</param>
    /// <param name="options">Size and care.</param>
    /// <param name="cancellationToken">Ends the work between two rows.</param>
    public static RenderedFrame Render(PersonParameters person, HeadState state, SceneLight light, RenderOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(light);
        ArgumentNullException.ThrowIfNull(options);
        int width = options.WidthPixels, height = options.HeightPixels;
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 8);
        Scene scene = new(person, state);
        RayTracer tracer = new(scene, new(state, width, height), light, options.WithScreenResponse);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        Canvas canvas = new(width, height, options.WithScreenResponse);
        Parallel.For(0, (height + 1) / 2, parallel, pair => FirstRays(tracer, canvas, 2 * pair));
        if (options.SmoothEdges)
        {
            bool[] edges = canvas.FindEdges();
            Parallel.For(0, height, parallel, y => MoreRays(tracer, canvas, edges, y));
        }

        return new(width, height, canvas.ToBytes(), new(Project(scene, width, height), state)) { ScreenResponse = canvas.ScreenBytes() };
    }

    /// <summary>Where the five landmarks fall in a picture of the given size; exact, without rendering.</summary>
    public static FacePoints Project(PersonParameters person, HeadState state, int widthPixels, int heightPixels)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(state);
        return Project(new Scene(person, state), widthPixels, heightPixels);
    }

    private static FacePoints Project(Scene scene, int width, int height)
    {
        Camera camera = new(scene.State, width, height);
        FaceMeasures face = scene.Face;
        float eyeFront = face.Eye.Z + face.EyeRadius;
        float corner = face.MouthHalfWidth * 0.96f;
        Vector3 mouth = new(corner, scene.Head.LipLine(Vector256.Create(corner))[0], 0.64f);
        Vector2 Place(float x, float y, float z) => camera.Project(scene.ToRoom(Unskew(scene, new(x, y, z))));
        return new(
            Place(-face.Eye.X, face.Eye.Y, eyeFront),
            Place(face.Eye.X, face.Eye.Y, eyeFront),
            Place(0, face.NoseTip.Y - 0.01f, face.NoseTip.Z + (face.NoseTipRadius * 0.95f)),
            Place(-mouth.X, mouth.Y, mouth.Z),
            Place(mouth.X, mouth.Y, mouth.Z));
    }

    // The face's own space is slightly skewed against head space; one correction step undoes it well below a pixel.
    private static Vector3 Unskew(Scene scene, Vector3 p) => p + (p - scene.Head.Skew(Packet3.Splat(p)).Lane(0));

    // Blocks of 4 by 2 pixels, so that the eight rays stay together.
    private static void FirstRays(RayTracer tracer, Canvas canvas, int top)
    {
        Lanes dx = Vector256.Create(0.5f, 1.5f, 2.5f, 3.5f, 0.5f, 1.5f, 2.5f, 3.5f);
        Lanes y = Vector256.Create(0.5f, 0.5f, 0.5f, 0.5f, 1.5f, 1.5f, 1.5f, 1.5f) + Vector256.Create((float)top);
        for (int left = 0; left < canvas.Width; left += 4)
        {
            Sight sight = tracer.Look(dx + Vector256.Create((float)left), y);
            Packet3 shown = ToneCurve.Apply(sight.Light);
            for (int i = 0; i < 8; i++)
            {
                canvas.Set(left + (i & 3), top + (i >> 2), shown.Lane(i), sight.Kind[i], sight.Screen.Lane(i));
            }
        }
    }

    // Four rays for each pixel on an edge, two pixels at a time.
    private static void MoreRays(RayTracer tracer, Canvas canvas, bool[] edges, int y)
    {
        Lanes dx = Vector256.Create(0.375f, 0.875f, 0.125f, 0.625f, 0.375f, 0.875f, 0.125f, 0.625f);
        Lanes dy = Vector256.Create(0.125f, 0.375f, 0.625f, 0.875f, 0.125f, 0.375f, 0.625f, 0.875f) + Vector256.Create((float)y);
        int first = -1;
        for (int x = 0; x <= canvas.Width; x++)
        {
            bool last = x == canvas.Width;
            if (!last && !edges[(y * canvas.Width) + x])
            {
                continue;
            }

            if (first < 0 && !last)
            {
                first = x;
                continue;
            }

            if (first < 0)
            {
                break;
            }

            int second = last ? first : x;
            Lanes at = Vector256.Create(Vector128.Create((float)first), Vector128.Create((float)second)) + dx;
            Sight sight = tracer.Look(at, dy);
            Packet3 shown = ToneCurve.Apply(sight.Light);
            canvas.SetMean(first, y, shown, sight.Screen, 0);
            canvas.SetMean(second, y, shown, sight.Screen, 4);
            first = -1;
        }
    }
}
