namespace RemoteVerify.Synthetic.Chips;

/// <summary>The data groups of a chip before anyone signs them.</summary>
public static class BareFiles
{
    /// <summary>DG1, DG2 and DG13 by number.</summary>
    /// <param name="holder">Who they are about.</param>
    /// <param name="portrait">JPEG or JPEG 2000.</param>
    public static SortedDictionary<int, byte[]> Of(ChipHolder holder, ReadOnlyMemory<byte> portrait)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return new SortedDictionary<int, byte[]>
        {
            [1] = DataGroupWriter.Dg1(CardMrz.Write(holder)),
            [2] = DataGroupWriter.Dg2(portrait),
            [13] = DataGroupWriter.Dg13(holder),
        };
    }

    /// <summary>Files by upload name, EF.SOD among them.</summary>
    public static Dictionary<string, byte[]> Named(IReadOnlyDictionary<int, byte[]> groups, byte[] securityObject)
    {
        ArgumentNullException.ThrowIfNull(groups);
        Dictionary<string, byte[]> files = groups.ToDictionary(group => $"EF_DG{group.Key}.bin", group => group.Value);
        files["EF_SOD.bin"] = securityObject;
        return files;
    }
}
