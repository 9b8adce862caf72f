namespace RemoteVerify.Cases.Stores;

/// <summary>Who sits where when: each seat of a time at a service point is given once. Two acts that take the same seat conflict at the commit.</summary>
public interface IAppointmentStore
{
    /// <summary>Numbers of the seats that are taken.</summary>
    Task<IReadOnlyList<int>> TakenAsync(TenantId tenant, string servicePoint, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Takes a seat for an appointment of a case.</summary>
    void Take(TenantId tenant, string servicePoint, DateTimeOffset at, int seat, CaseId caseId, string appointment);

    /// <summary>Frees the seat of an appointment.</summary>
    Task FreeAsync(TenantId tenant, string servicePoint, DateTimeOffset at, CaseId caseId, string appointment, CancellationToken cancellationToken);
}
