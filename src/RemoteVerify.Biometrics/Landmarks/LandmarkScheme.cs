namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>Which point of a network's list is what: everything measured on a face is told in these words. Right and left are the subject's.</summary>
/// <param name="Name">For reports.</param>
/// <param name="PointCount">Points in a list.</param>
/// <param name="RightEye">Corners and lids.</param>
/// <param name="LeftEye">Corners and lids.</param>
/// <param name="Mouth">Corners and the middle of the inner lips.</param>
/// <param name="Chin">Lowest point of the face.</param>
/// <param name="RightCheek">The middle of the cheek lies half-way between these two.</param>
/// <param name="LeftCheek">The same on the left.</param>
/// <param name="Outline">The edge of the face, round it in one direction; taken as convex.</param>
internal sealed record LandmarkScheme(
    string Name,
    int PointCount,
    EyeScheme RightEye,
    EyeScheme LeftEye,
    MouthScheme Mouth,
    int Chin,
    (int A, int B) RightCheek,
    (int A, int B) LeftCheek,
    IReadOnlyList<int> Outline)
{
    /// <summary>The 468 points of MediaPipe's canonical face model. The outline begins in the middle of the forehead.</summary>
    public static LandmarkScheme Mesh468 { get; } = new(
        "mesh-468",
        468,
        new EyeScheme(33, 133, [(160, 144), (158, 153)]),
        new EyeScheme(263, 362, [(387, 373), (385, 380)]),
        new MouthScheme(61, 291, 13, 14),
        152,
        (50, 50),
        (280, 280),
        [
            10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
            152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
        ]);

    /// <summary>
    /// The 74 points of the project's own network: 0-7 and 8-15 lids, 16-20 and 21-25 irises, 26-30 and 31-35 brows from outside to
    /// inside, 36-42 nose, 43-54 outer and 55-62 inner lips, 63-73 contour from the right temple over the chin to the left. There are
    /// none on the forehead, so the outline is closed along the brows.
    /// </summary>
    public static LandmarkScheme Points74 { get; } = new(
        "points-74",
        74,
        new EyeScheme(0, 4, [(1, 7), (2, 6), (3, 5)]),
        new EyeScheme(8, 12, [(9, 15), (10, 14), (11, 13)]),
        new MouthScheme(43, 49, 57, 61),
        68,
        (0, 43),
        (8, 49),
        [63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 73, 31, 32, 33, 34, 35, 30, 29, 28, 27, 26]);
}

/// <summary>Points of one eye; each pair of lid points lies one above the other.</summary>
internal sealed record EyeScheme(int OuterCorner, int InnerCorner, IReadOnlyList<(int Upper, int Lower)> Lids);

/// <summary>Points of the mouth.</summary>
internal sealed record MouthScheme(int RightCorner, int LeftCorner, int UpperInnerLip, int LowerInnerLip);
