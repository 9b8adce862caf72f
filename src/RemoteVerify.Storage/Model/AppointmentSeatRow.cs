namespace RemoteVerify.Storage.Model;

/// <summary>A seat that is taken: ids and times only.</summary>
internal sealed class AppointmentSeatRow
{
    public required string Tenant { get; set; }

    public required string ServicePoint { get; set; }

    /// <summary>Seconds since 1970, UTC.</summary>
    public required long At { get; set; }

    public required int Seat { get; set; }

    public required Guid CaseId { get; set; }

    public required string Appointment { get; set; }
}
