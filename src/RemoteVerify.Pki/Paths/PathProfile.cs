namespace RemoteVerify.Pki.Paths;

/// <summary>By whose rules a path is judged.</summary>
public enum PathProfile
{
    /// <summary>RFC 5280 section 6.</summary>
    Rfc5280,

    /// <summary>
    /// ICAO 9303-12: country signers, link certificates (whose pathLen can't be kept), explicit curves; the leaf is a
    /// document or list signer of the same country.
    /// </summary>
    Doc9303,

    /// <summary>As <see cref="Doc9303"/> for a leaf that is itself a country signer: whether links lead to it from an anchor.</summary>
    Doc9303CountrySigner,
}
