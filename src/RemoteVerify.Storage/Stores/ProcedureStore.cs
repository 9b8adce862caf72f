using Microsoft.EntityFrameworkCore;
using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class ProcedureStore(StorageContext context) : IProcedureStore
{
    /// <summary>Rows are never taken away, so their number is the stamp.</summary>
    public Task<long> StampAsync(CancellationToken cancellationToken) => context.Procedures.AsNoTracking().LongCountAsync(cancellationToken);

    public async Task<IReadOnlyList<ImportedProcedure>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. (await context.Procedures.AsNoTracking().OrderBy(p => p.Code).ThenBy(p => p.EffectiveFrom).ToListAsync(cancellationToken))
            .Select(row => new ImportedProcedure(row.Code, row.Version, row.EffectiveFrom, row.Content, Time.Read(row.ImportedAt), row.ImportedBy)),
    ];

    public void Add(ImportedProcedure version) => context.Procedures.Add(new ProcedureRow
    {
        Code = version.Code,
        Version = version.Version,
        EffectiveFrom = version.EffectiveFrom,
        Content = version.Content.ToArray(),
        ImportedAt = Time.Write(version.ImportedAt),
        ImportedBy = version.ImportedBy,
    });
}
