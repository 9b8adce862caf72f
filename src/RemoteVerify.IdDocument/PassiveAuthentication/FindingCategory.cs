namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>Which question a finding answers.</summary>
public enum FindingCategory
{
    /// <summary>Are the bytes the ones that were signed?</summary>
    Integrity,

    /// <summary>Did the document signer sign them, in the form that Doc 9303 asks for?</summary>
    Authenticity,

    /// <summary>Does the document signer belong to a country signer of the operator's store?</summary>
    Trust,

    /// <summary>Was the document signer revoked?</summary>
    Revocation,

    /// <summary>Was the chip itself there, or may this be a copy of its files?</summary>
    Clone,

    /// <summary>Do the files agree with each other and with the calendar?</summary>
    Consistency,
}
