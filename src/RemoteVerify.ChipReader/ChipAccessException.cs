namespace RemoteVerify.ChipReader;

/// <summary>What kind of refusal it was, so that a caller knows what to try next.</summary>
public enum ChipAccessProblem
{
    /// <summary>The chip answered with an error status.</summary>
    Refused,

    /// <summary>The key (MRZ or card access number) is not the chip's. Trying again with it costs another of the chip's counted attempts.</summary>
    WrongKey,

    /// <summary>The chip takes no key of this kind any more.</summary>
    KeyBlocked,

    /// <summary>The answer was not made by the other end of the protocol.</summary>
    NotTheChip,

    /// <summary>The protected session ended; opening the chip again may help.</summary>
    SessionBroken,
}

/// <summary>The chip refused: a wrong key, a protocol it does not speak, or a session that broke.</summary>
/// <param name="step">What was being done, e.g. <c>EXTERNAL AUTHENTICATE</c>.</param>
/// <param name="statusWord">The chip's status word; 0 when the chip answered, but not as it must.</param>
/// <param name="problem">Null: <see cref="ChipAccessProblem.NotTheChip"/> without a status word, otherwise <see cref="ChipAccessProblem.Refused"/>.</param>
public sealed class ChipAccessException(string step, int statusWord, ChipAccessProblem? problem = null)
    : Exception(statusWord == 0 ? $"{step}: the answer is not the chip's" : $"{step}: status {statusWord:X4}")
{
    public string Step { get; } = step;

    public int StatusWord { get; } = statusWord;

    public ChipAccessProblem Problem { get; } = problem ?? (statusWord == 0 ? ChipAccessProblem.NotTheChip : ChipAccessProblem.Refused);

    /// <summary>The refusal of an authentication: 63xx says that the key is wrong, 63C0 that no attempt is left (ISO/IEC 7816-4 clause 5.1.3).</summary>
    internal static ChipAccessException Authentication(string step, int statusWord) => new(step, statusWord, statusWord switch
    {
        0x63C0 or 0x6983 => ChipAccessProblem.KeyBlocked,
        _ when (statusWord & 0xFF00) == 0x6300 => ChipAccessProblem.WrongKey,
        _ => null,
    });
}
