using RemoteVerify.Cases.Stores;
using RemoteVerify.Storage.Model;

namespace RemoteVerify.Storage.Stores;

internal sealed class Outbox(StorageContext context) : IOutbox
{
    private int _count;

    public void Add(DomainEvent domainEvent) => context.Outbox.Add(new OutboxRow
    {
        Id = NextId(domainEvent.At),
        Type = domainEvent.Type,
        Tenant = domainEvent.Tenant.Value,
        CaseId = domainEvent.CaseId.Value,
        Subject = domainEvent.Subject,
        At = Time.Write(domainEvent.At),
    });

    /// <summary>Version 7 with a counter in rand_a (RFC 9562 section 6.2, method 1), so that the events of one transaction keep their order.</summary>
    private Guid NextId(DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[16];
        Guid.CreateVersion7(at).TryWriteBytes(id, bigEndian: true, out _);
        int count = Math.Min(_count++, 0xFFF);
        (id[6], id[7]) = ((byte)(0x70 | (count >> 8)), (byte)count);
        return new Guid(id, bigEndian: true);
    }
}
