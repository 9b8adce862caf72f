namespace RemoteVerify.Cases.Procedures;

/// <summary>What a paper that the office writes is for; each has a template of its own.</summary>
public enum PaperUse
{
    /// <summary>Giấy tiếp nhận hồ sơ và hẹn trả kết quả.</summary>
    Receipt,

    /// <summary>Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.</summary>
    SupplementRequest,

    /// <summary>Phiếu từ chối tiếp nhận, giải quyết hồ sơ.</summary>
    RefusalNotice,

    /// <summary>The applicant's request, such as phiếu yêu cầu công chứng.</summary>
    RequestForm,

    /// <summary>Slip of an appointment.</summary>
    AppointmentSlip,

    /// <summary>Lời chứng.</summary>
    Statement,

    /// <summary>The result itself, such as a certificate.</summary>
    Result,

    /// <summary>The block on page 1 of an electronic copy (Decree 30/2020).</summary>
    CopyBlock,

    /// <summary>The mark of a change of form (Law 20/2023/QH15 Article 12).</summary>
    ConversionMark,

    /// <summary>The separate page of a correction, amendment or cancellation.</summary>
    RelatedAct,

    /// <summary>Print of a look-up, for the dossier.</summary>
    LookupSnapshot,

    /// <summary>Written pledge of the applicant.</summary>
    Pledge,

    /// <summary>Receipt of a payment.</summary>
    PaymentReceipt,
}
