namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>Who is who, from the genuine pairs alone: pictures linked by them show one person. Right only when the list names all genuine pairs.</summary>
internal sealed class IdentityGroups
{
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    public IdentityGroups(IEnumerable<ImagePair> pairs)
    {
        foreach (ImagePair pair in pairs)
        {
            string a = Of(pair.A);
            string b = Of(pair.B);
            if (pair.Same)
            {
                _parents[a] = b;
            }
        }
    }

    /// <summary>A picture that stands for the person in this picture.</summary>
    public string Of(string image)
    {
        _parents.TryAdd(image, image);
        string root = image;
        while (_parents[root] != root)
        {
            root = _parents[root];
        }

        _parents[image] = root;
        return root;
    }
}
