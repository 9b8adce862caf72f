namespace RemoteVerify.ChipReader;

/// <summary>The chip refused: a wrong key, a protocol it does not speak, or a session that broke.</summary>
/// <param name="step">What was being done, e.g. <c>EXTERNAL AUTHENTICATE</c>.</param>
/// <param name="statusWord">The chip's status word; 0 when the chip answered, but not as it must.</param>
public sealed class ChipAccessException(string step, int statusWord)
    : Exception(statusWord == 0 ? $"{step}: the answer is not the chip's" : $"{step}: status {statusWord:X4}")
{
    public string Step { get; } = step;

    public int StatusWord { get; } = statusWord;
}
