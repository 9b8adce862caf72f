using RemoteVerify.IdDocument.Files;

namespace RemoteVerify.Synthetic.Chips;

/// <summary>What frauds do to chips, so that demonstrations and tests can show them being refused.</summary>
public static class ChipForgery
{
    /// <summary>The files with another portrait; the signature is left as it was.</summary>
    public static ChipFiles ReplacePortrait(VirtualChip chip, ReadOnlyMemory<byte> portrait) =>
        With(chip, "EF_DG2.bin", DataGroupWriter.Dg2(portrait));

    /// <summary>The files with another holder's MRZ.</summary>
    public static ChipFiles ReplaceHolder(VirtualChip chip, ChipHolder holder) =>
        With(chip, "EF_DG1.bin", DataGroupWriter.Dg1(CardMrz.Write(holder)));

    /// <summary>A copy that leaves out the keys it can't use, and says so in the unsigned EF.COM.</summary>
    public static ChipFiles WithholdKeys(VirtualChip chip)
    {
        Dictionary<string, byte[]> files = new(chip.Files, StringComparer.Ordinal) { ["EF_COM.bin"] = DataGroupWriter.Com([1, 2, 13]) };
        files.Remove("EF_DG14.bin");
        files.Remove("EF_DG15.bin");
        return Collect(files);
    }

    /// <summary>A card that holds copied files and none of the keys: it opens and reads like the original and can prove nothing.</summary>
    /// <param name="mrz">As printed on the copied card; it opens the copy.</param>
    public static VirtualChip CopyCard(IReadOnlyDictionary<string, byte[]> files, string mrz) => new(files, mrz, ChipKeys.None);

    private static ChipFiles With(VirtualChip chip, string name, byte[] file)
    {
        ArgumentNullException.ThrowIfNull(chip);
        return Collect(new Dictionary<string, byte[]>(chip.Files, StringComparer.Ordinal) { [name] = file });
    }

    private static ChipFiles Collect(Dictionary<string, byte[]> files) =>
        ChipFiles.FromNamed(files.Select(file => KeyValuePair.Create(file.Key, (ReadOnlyMemory<byte>)file.Value)));
}
