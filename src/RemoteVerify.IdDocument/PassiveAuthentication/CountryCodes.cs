// ISO 3166-1 (codes as facts) and ICAO Doc 9303-3 clause 5 (codes for organisations and other states).
namespace RemoteVerify.IdDocument.PassiveAuthentication;

/// <summary>From the three letters of an MRZ to the two letters of a certificate.</summary>
public static class CountryCodes
{
    private const string Pairs =
        "ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE " +
        "BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW " +
        "CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY " +
        "CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR " +
        "FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU " +
        "GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE " +
        "JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT " +
        "LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ " +
        "MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ " +
        "OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU " +
        "RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK " +
        "SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV " +
        "TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA " +
        "ZMBZM ZWEZW";

    private static readonly Dictionary<string, string> Special = new(StringComparer.Ordinal)
    {
        ["D"] = "DE",
        ["EUE"] = "EU",
        ["UNO"] = "UN",
        ["UNA"] = "UN",
        ["UNK"] = "UN",
        ["UTO"] = "UT",
        ["XOM"] = "XM",
        ["XPO"] = "XP",
        ["GBD"] = "GB",
        ["GBN"] = "GB",
        ["GBO"] = "GB",
        ["GBP"] = "GB",
        ["GBS"] = "GB",
        ["RKS"] = "KS",
    };

    private static readonly Dictionary<string, string> TwoLetters = Build();

    /// <summary>The two letters in upper case; null for a code that is in no list.</summary>
    public static string? ToTwoLetters(string threeLetters) => TwoLetters.GetValueOrDefault(threeLetters.ToUpperInvariant());

    private static Dictionary<string, string> Build()
    {
        Dictionary<string, string> map = new(Special, StringComparer.Ordinal);
        foreach (string pair in Pairs.Split(' '))
        {
            map.TryAdd(pair[..3], pair[3..]);
        }

        return map;
    }
}
