namespace RemoteVerify.Biometrics.Liveness;

/// <summary>The last frames in which the face stood still, facing the camera.</summary>
internal sealed class NeutralWindow(int size)
{
    private const double OffsetSpread = 0.07;
    private const double ScaleSpread = 0.06;

    private readonly Queue<FaceMeasure> _measures = new();

    public void Add(FaceMeasure measure)
    {
        if (_measures.TryPeek(out FaceMeasure? first) && first.PictureWidth != measure.PictureWidth)
        {
            _measures.Clear();
        }

        _measures.Enqueue(measure);
        if (_measures.Count > size)
        {
            _measures.Dequeue();
        }
    }

    public void Clear() => _measures.Clear();

    /// <summary>The mean once enough frames agree, otherwise null.</summary>
    public FaceMeasure? Settled =>
        _measures.Count == size
        && _measures.Max(m => m.Offset) - _measures.Min(m => m.Offset) < OffsetSpread
        && _measures.Max(m => m.EyeMouth) < _measures.Min(m => m.EyeMouth) * (1 + ScaleSpread)
            ? FaceMeasure.Mean(_measures)
            : null;
}
