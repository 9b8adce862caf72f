using RemoteVerify.Biometrics.Matching;
using RemoteVerify.Vision.Images;

namespace RemoteVerify.Biometrics.Evaluation;

/// <summary>All templates as rows of one matrix, for comparing everybody with everybody.</summary>
internal sealed class TemplateMatrix
{
    // 64 rows of 128 floats stay in the first-level cache while a block is multiplied.
    private const int Block = 64;
    private readonly float[] _rows;
    private readonly int _length;

    public TemplateMatrix(IReadOnlyList<FaceTemplate> templates)
    {
        Count = templates.Count;
        _length = Count == 0 ? 0 : templates[0].Length;
        _rows = new float[Count * _length];
        for (int i = 0; i < Count; i++)
        {
            templates[i].Values.CopyTo(_rows.AsSpan(i * _length));
        }
    }

    public int Count { get; }

    /// <summary>Calls <paramref name="visit"/> with the similarity of every pair of rows i &lt; j.</summary>
    public void VisitPairs(Action<int, int, float> visit, CancellationToken cancellationToken)
    {
        for (int first = 0; first < Count; first += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int second = first; second < Count; second += Block)
            {
                VisitBlock(first, second, visit);
            }
        }
    }

    public void Clear() => Array.Clear(_rows);

    private void VisitBlock(int first, int second, Action<int, int, float> visit)
    {
        int firstEnd = Math.Min(first + Block, Count);
        int secondEnd = Math.Min(second + Block, Count);
        for (int i = first; i < firstEnd; i++)
        {
            ReadOnlySpan<float> row = _rows.AsSpan(i * _length, _length);
            for (int j = Math.Max(second, i + 1); j < secondEnd; j++)
            {
                visit(i, j, DotProduct.Of(row, _rows.AsSpan(j * _length, _length)));
            }
        }
    }
}
