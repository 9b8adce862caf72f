using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RemoteVerify.AuditLog.Merkle;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Encryption;
using RemoteVerify.Storage.Model;
using RemoteVerify.Storage.Stores;

namespace RemoteVerify.Storage.Backups;

/// <summary>
/// What must not come back with an older backup: every key that was destroyed, and how far the register books have come. A text of lines, signed
/// with the audit log's key (ECDSA P-256, SHA-256), which is in the backup itself. It holds no personal data: ids, classes of data, times.
/// </summary>
/// <param name="At">When it was written.</param>
/// <param name="LogSize">Leaves of the audit log then; a backup with more is younger.</param>
/// <param name="LogRoot">The log's root then, hexadecimal.</param>
/// <param name="Books">The last numbers of the register books.</param>
/// <param name="Keys">Scope and class of each destroyed key.</param>
public sealed record DestroyedKeys(DateTimeOffset At, long LogSize, string LogRoot, IReadOnlyList<BookEnd> Books, IReadOnlySet<(Guid Scope, DataClass Class)> Keys)
{
    internal const string LogKey = "log-signing-key";
    private const string Title = "RemoteVerify destroyed keys v1";
    private const string SignatureLine = "signature ";

    /// <summary>Writes the list of a running service.</summary>
    /// <exception cref="StorageIntegrityException">The service was never started, so its log has no key.</exception>
    public static async Task<string> WriteAsync(RelationalStorage storage, CancellationToken cancellationToken)
    {
        byte[] logKey;
        await using (IUnitOfWork unit = await storage.BeginAsync(cancellationToken))
        {
            logKey = await unit.Secrets.FindAsync(LogKey, cancellationToken) ?? throw new StorageIntegrityException("The audit log has no key yet; start the service once.");
        }

        try
        {
            string text = await TextAsync(storage, cancellationToken);
            using var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(logKey, out _);
            return $"{text}{SignatureLine}{Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256))}\n";
        }
        finally
        {
            CryptographicOperations.ZeroMemory(logKey);
        }
    }

    /// <param name="text">The list.</param>
    /// <param name="logKey">The log's key in PKCS#8, from the backup.</param>
    /// <exception cref="BackupException">It was changed, or is of another service.</exception>
    public static DestroyedKeys Read(string text, ReadOnlySpan<byte> logKey)
    {
        int end = text.LastIndexOf(SignatureLine, StringComparison.Ordinal);
        try
        {
            using var key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(logKey, out _);
            if (end <= 0 || !key.VerifyData(Encoding.UTF8.GetBytes(text[..end]), Convert.FromBase64String(text[(end + SignatureLine.Length)..].Trim()), HashAlgorithmName.SHA256))
            {
                throw Changed(null);
            }

            return Parse(text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException or CryptographicException)
        {
            throw Changed(e);
        }
    }

    private static DestroyedKeys Parse(string[] lines)
    {
        string[] head = lines[1].Split(' ');
        List<BookEnd> books = [];
        HashSet<(Guid, DataClass)> keys = [];
        foreach (string[] part in lines.Skip(2).Select(line => line.Split(' ')))
        {
            if (part[0] == "book")
            {
                books.Add(new BookEnd(Uri.UnescapeDataString(part[1]), Uri.UnescapeDataString(part[2]), Number(part[3]), long.Parse(part[4], CultureInfo.InvariantCulture)));
            }
            else
            {
                keys.Add((Guid.Parse(part[1]), (DataClass)Number(part[2])));
            }
        }

        return lines[0] == Title
            ? new DestroyedKeys(DateTimeOffset.Parse(head[0], CultureInfo.InvariantCulture), long.Parse(head[1], CultureInfo.InvariantCulture), head[2], books, keys)
            : throw Changed(null);
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static async Task<string> TextAsync(RelationalStorage storage, CancellationToken cancellationToken)
    {
        await using StorageContext context = storage.CreateDbContext();
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await storage.Rules.BeginSnapshotAsync(context.Database.GetDbConnection(), cancellationToken);
        await context.Database.UseTransactionAsync(snapshot, cancellationToken);
        long size = await AuditNodes.SizeAsync(context, cancellationToken);
        byte[] root = await MerkleTree.RootAsync(new AuditNodes(context), size, cancellationToken);
        StringBuilder text = new();
        text.Append(Title).Append('\n').Append(CultureInfo.InvariantCulture, $"{storage.Clock.GetUtcNow():O} {size} {Convert.ToHexStringLower(root)}\n");
        foreach (BookEnd book in await Backup.BooksAsync(context, cancellationToken))
        {
            text.Append(CultureInfo.InvariantCulture, $"book {Uri.EscapeDataString(book.Tenant)} {Uri.EscapeDataString(book.Code)} {book.Year} {book.Last}\n");
        }

        foreach (DataKeyRow row in await context.DataKeys.AsNoTracking().Where(k => k.Wrapped == null).OrderBy(k => k.CaseId).ThenBy(k => k.DataClass).ToListAsync(cancellationToken))
        {
            text.Append(CultureInfo.InvariantCulture, $"key {row.CaseId:D} {(int)row.DataClass} {row.DestroyedAt}\n");
        }

        await context.Database.UseTransactionAsync(null, cancellationToken);
        return text.ToString();
    }

    public override string ToString() => $"{Keys.Count} destroyed keys at {At:O}";

    private static BackupException Changed(Exception? cause) =>
        new(BackupFault.DestroyedListChanged, "The list of destroyed keys was changed or is of another service; take the one that ./rv keys destroyed wrote.", cause);
}
