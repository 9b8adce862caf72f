namespace RemoteVerify.TestKit;

/// <summary>Finds the fetched test material, which is never part of the repository, and skips with a reason where it is absent.</summary>
public static class TestMaterial
{
    /// <summary>Folder of the PDF and eMRTD corpora (<c>RV_CORPUS</c>); skips the test when it is not set.</summary>
    public static string Corpus => Folder("RV_CORPUS", "the PDF and eMRTD corpus");

    /// <summary>Folder of the labelled face images (<c>RV_FACES</c>); skips the test when it is not set.</summary>
    public static string Faces => Folder("RV_FACES", "the labelled face images");

    /// <summary>Folder of the presentation-attack samples (<c>RV_PAD_SAMPLES</c>); skips the test when it is not set.</summary>
    public static string PresentationAttackSamples => Folder("RV_PAD_SAMPLES", "the presentation-attack samples");

    /// <summary>Folder that mirrors the standard model set (<c>RV_MODEL_MIRROR</c>); skips the test when it is not set.</summary>
    public static string ModelMirror => Folder("RV_MODEL_MIRROR", "the standard model set");

    private static string Folder(string variable, string what)
    {
        string? folder = Environment.GetEnvironmentVariable(variable);
        Skip.If(string.IsNullOrEmpty(folder) || !Directory.Exists(folder), $"{variable} is not set: {what} is not here");
        return folder!;
    }
}
