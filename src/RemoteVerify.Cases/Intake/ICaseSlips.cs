using RemoteVerify.Cases.Recording;
using RemoteVerify.Cases.States;

namespace RemoteVerify.Cases.Intake;

/// <summary>Printed slips of what the office decided; the intake itself knows nothing of their looks. A procedure that names no template gets none.</summary>
public interface ICaseSlips
{
    /// <summary>Receipt and appointment for the result (giấy tiếp nhận hồ sơ và hẹn trả kết quả).</summary>
    Task<Outcome<CaseFile>> ReceiptAsync(Work work, CaseFile file, CancellationToken cancellationToken);

    /// <summary>What is missing, and until when (phiếu yêu cầu bổ sung).</summary>
    Task<Outcome<CaseFile>> SupplementAsync(Work work, CaseFile file, SupplementDemand demand, CancellationToken cancellationToken);

    /// <summary>A refusal, and how to contest it (phiếu từ chối).</summary>
    Task<Outcome<CaseFile>> RefusalAsync(Work work, CaseFile file, CaseRefusal refusal, CancellationToken cancellationToken);
}
