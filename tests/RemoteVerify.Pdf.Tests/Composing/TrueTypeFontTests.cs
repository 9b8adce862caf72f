using System.Text;
using RemoteVerify.Pdf.Composing.Fonts;

namespace RemoteVerify.Pdf.Tests.Composing;

public class TrueTypeFontTests
{
    private const string Vietnamese = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚĂĐĨŨƠàáâãèéêìíòóôõùúăđĩũơƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼỀỀỂẾưạảấầẩẫậắằẳẵặẹẻẽềềểếỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪễệỉịọỏốồổỗộớờởỡợụủứừỬỮỰỲỴÝỶỸửữựỳỵỷỹ";

    [SkippableFact]
    public void Read_LiberationSerif_KnowsItsMeasures()
    {
        TrueTypeFont font = ComposingMaterial.Font("LiberationSerif-Regular");

        Assert.Equal("LiberationSerif", font.PostScriptName);
        Assert.Equal(891, font.Ascent);
        Assert.Equal(-216, font.Descent);
        Assert.Equal(250, font.AdvanceWidth(font.GlyphOf(new Rune(' '))), 0);
        Assert.Equal(722, font.AdvanceWidth(font.GlyphOf(new Rune('A'))), 0);
        Assert.False(font.IsFixedPitch);
    }

    [SkippableFact]
    public void GlyphOf_VietnameseLetters_AreAllThere()
    {
        foreach (string name in new[] { "LiberationSerif-Regular", "LiberationSerif-Bold", "LiberationSans-Regular", "LiberationMono-Regular" })
        {
            TrueTypeFont font = ComposingMaterial.Font(name);
            Assert.All(Vietnamese.EnumerateRunes(), rune => Assert.NotEqual(0, font.GlyphOf(rune)));
        }
    }

    [SkippableFact]
    public void Build_SubsetWithComposites_IsAFontThatReadsAgain()
    {
        TrueTypeFont font = ComposingMaterial.Font("LiberationSerif-Regular");
        FontSubset subset = new(font);
        int id = subset.IdOf(new Rune('Ễ'));

        byte[] file = subset.Build();
        SfntReader maximums = TableOf(file, "maxp");
        SfntReader offsets = TableOf(file, "loca");

        Assert.Equal(1, id);
        Assert.InRange(maximums.U16(4), 3, 8);
        Assert.Equal((maximums.U16(4) + 1) * 4, offsets.Length);
        Assert.True(offsets.U32((id + 1) * 4) > offsets.U32(id * 4));
    }

    [SkippableFact]
    public void Read_CutOrFlippedFile_GivesOnlyTheFormatException()
    {
        byte[] file = File.ReadAllBytes("/usr/share/fonts/truetype/liberation2/LiberationMono-Regular.ttf");
        Random random = new(7);
        for (int round = 0; round < 300; round++)
        {
            byte[] broken = round % 3 == 0 ? file[..random.Next(file.Length)] : (byte[])file.Clone();
            for (int flip = 0; flip < 20 && broken.Length > 0; flip++)
            {
                broken[random.Next(Math.Min(broken.Length, round % 2 == 0 ? 600 : broken.Length))] = (byte)random.Next(256);
            }

            try
            {
                FontSubset subset = new(TrueTypeFont.Read(broken));
                subset.Encode(Vietnamese);
                subset.Build();
            }
            catch (PdfFormatException)
            {
            }
        }
    }

    private static SfntReader TableOf(byte[] file, string tag)
    {
        SfntReader reader = new(file, "file");
        for (int index = 0; index < reader.U16(4); index++)
        {
            int entry = 12 + (index * 16);
            if (Encoding.ASCII.GetString(reader.Slice(entry, 4).Span) == tag)
            {
                return new SfntReader(reader.Slice((int)reader.U32(entry + 8), (int)reader.U32(entry + 12)), tag);
            }
        }

        throw new InvalidOperationException("no such table");
    }
}
