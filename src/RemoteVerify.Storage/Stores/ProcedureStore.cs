using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class ProcedureStore(StorageContext context) : IProcedureStore
{
    /// <summary>Rows are never taken away, so their number is the stamp.</summary>
    public Task<long> StampAsync(CancellationToken cancellationToken) => context.Procedures.AsNoTracking().LongCountAsync(cancellationToken);

    public async Task<IReadOnlyList<ImportedData>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. (await context.Procedures.AsNoTracking().OrderBy(p => p.Kind).ThenBy(p => p.Code).ThenBy(p => p.EffectiveFrom).ToListAsync(cancellationToken))
            .Select(row => new ImportedData(row.Kind, row.Code, row.Version, row.EffectiveFrom, row.Content, Time.Read(row.ImportedAt), row.ImportedBy)),
    ];

    public void Add(ImportedData data) => context.Procedures.Add(new ProcedureRow
    {
        Kind = data.Kind,
        Code = data.Code,
        Version = data.Version,
        EffectiveFrom = data.EffectiveFrom,
        Content = data.Content.ToArray(),
        ImportedAt = Time.Write(data.ImportedAt),
        ImportedBy = data.ImportedBy,
    });
}
