using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class Outbox(StorageContext context) : IOutbox
{
    public void Add(DomainEvent domainEvent) => context.Outbox.Add(new OutboxRow
    {
        Id = Guid.CreateVersion7(domainEvent.At),
        Type = domainEvent.Type,
        Tenant = domainEvent.Tenant.Value,
        CaseId = domainEvent.CaseId.Value,
        Subject = domainEvent.Subject,
        At = Time.Write(domainEvent.At),
    });
}
