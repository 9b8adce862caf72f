// ICAO Doc 9303-10 clause 3.6 (SELECT and READ BINARY), in rows: the send sequence counter of secure messaging can be foretold.
using RemoteVerify.ChipReader.AccessControl;
using RemoteVerify.ChipReader.Apdu;

namespace RemoteVerify.ChipReader;

/// <summary>Reads several files with two round trips where a line is slow: first the heads of all, then the rest of all.</summary>
internal static class BatchReader
{
    private const int HeadBytes = 6;
    private const string Structure = "elementary file";

    /// <summary>The files that the chip has and gives to us, by identifier.</summary>
    /// <exception cref="ChipAccessException">The chip broke off.</exception>
    /// <exception cref="ApduFormatException">The chip answered with something that is no answer.</exception>
    public static async Task<IReadOnlyDictionary<int, byte[]>> ReadAsync(
        Channel channel, IReadOnlyList<int> identifiers, int maxReadBytes, Action<int, int, int>? progress, CancellationToken cancellationToken)
    {
        List<FilePart> files = await ReadHeadsAsync(channel, identifiers, cancellationToken);
        while (files.Exists(file => !file.IsWhole))
        {
            int before = files.Sum(file => file.Read);
            await ReadOnAsync(channel, files, maxReadBytes, cancellationToken);
            if (files.Sum(file => file.Read) == before)
            {
                throw new ApduFormatException(Structure, before, "the chip gives nothing, or more than was asked for");
            }
        }

        files.ForEach(file => progress?.Invoke(file.Identifier, file.Read, file.Bytes.Length));
        return files.ToDictionary(file => file.Identifier, file => file.Bytes);
    }

    /// <summary>An absent file refuses SELECT, and what READ BINARY says after that does not count.</summary>
    private static async Task<List<FilePart>> ReadHeadsAsync(Channel channel, IReadOnlyList<int> identifiers, CancellationToken cancellationToken)
    {
        IReadOnlyList<ResponseApdu> answers = await channel.SendAllAsync(
            [.. identifiers.SelectMany(identifier => new[] { ElementaryFileReader.Select(identifier), ElementaryFileReader.ReadCommand(0, HeadBytes) })],
            stopAtError: false, cancellationToken);
        List<FilePart> files = [];
        for (int i = 0; i < identifiers.Count; i++)
        {
            ResponseApdu selected = answers[2 * i];
            if (selected.StatusWord is ResponseApdu.FileNotFound or ResponseApdu.SecurityStatusNotSatisfied)
            {
                continue;
            }

            ElementaryFileReader.Require(selected, "SELECT file");
            byte[] head = ElementaryFileReader.ReadAnswer(answers[(2 * i) + 1], 0);
            byte[] bytes = new byte[ElementaryFileReader.LengthOf(head)];
            int read = Math.Min(head.Length, bytes.Length);
            head.AsSpan(0, read).CopyTo(bytes);
            files.Add(new FilePart(identifiers[i], bytes) { Read = read });
        }

        return files;
    }

    private static async Task ReadOnAsync(Channel channel, List<FilePart> files, int maxReadBytes, CancellationToken cancellationToken)
    {
        List<CommandApdu> commands = [];
        List<(FilePart? File, int Offset)> meaning = [];
        foreach (FilePart file in files.Where(file => !file.IsWhole))
        {
            commands.Add(ElementaryFileReader.Select(file.Identifier));
            meaning.Add((null, 0));
            for (int offset = file.Read; offset < file.Bytes.Length; offset += maxReadBytes)
            {
                commands.Add(ElementaryFileReader.ReadCommand(offset, Math.Min(maxReadBytes, file.Bytes.Length - offset)));
                meaning.Add((file, offset));
            }
        }

        IReadOnlyList<ResponseApdu> answers = await channel.SendAllAsync(commands, stopAtError: true, cancellationToken);
        for (int i = 0; i < answers.Count; i++)
        {
            if (meaning[i] is not ({ } file, int offset))
            {
                ElementaryFileReader.Require(answers[i], "SELECT file");
                continue;
            }

            // After a short answer the offsets behind it no longer fit; what is missing is asked for again.
            byte[] part = ElementaryFileReader.ReadAnswer(answers[i], offset);
            if (offset == file.Read && part.Length <= file.Bytes.Length - offset)
            {
                part.CopyTo(file.Bytes, offset);
                file.Read += part.Length;
            }
        }
    }

    private sealed class FilePart(int identifier, byte[] bytes)
    {
        public int Identifier { get; } = identifier;

        public byte[] Bytes { get; } = bytes;

        public int Read { get; set; }

        public bool IsWhole => Read == Bytes.Length;
    }
}
