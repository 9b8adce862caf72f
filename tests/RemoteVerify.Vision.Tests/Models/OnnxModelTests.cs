using RemoteVerify.Vision.Images;
using RemoteVerify.Vision.Interop;
using RemoteVerify.Vision.Models;

namespace RemoteVerify.Vision.Tests.Models;

public class OnnxModelTests
{
    [Fact]
    public void Execute_ModelWrittenByHand_DoublesItsInput()
    {
        using OnnxModel model = OnnxModel.Load(RuntimeSelfCheck.DoublingModel(), new OnnxModelOptions());
        using OnnxRun run = model.Rent();
        ((ReadOnlySpan<float>)[1, 2, 3, 4]).CopyTo(run.Input());
        run.Execute();
        Assert.Equal([2f, 4f, 6f, 8f], run.Output().ToArray());
        Assert.Equal([4L], run.OutputShape());
    }

    [Fact]
    public void Rent_AfterDispose_StartsFromZeros()
    {
        using OnnxModel model = OnnxModel.Load(RuntimeSelfCheck.DoublingModel(), new OnnxModelOptions());
        using (OnnxRun first = model.Rent())
        {
            first.Input().Fill(7);
            first.Execute();
        }

        using OnnxRun second = model.Rent();
        Assert.Equal([0f, 0f, 0f, 0f], second.Input().ToArray());
    }

    [Fact]
    public void Dispose_Twice_DoesNotShareTheTensors()
    {
        using OnnxModel model = OnnxModel.Load(RuntimeSelfCheck.DoublingModel(), new OnnxModelOptions());
        OnnxRun run = model.Rent();
        run.Dispose();
        run.Dispose();
        Assert.Throws<ObjectDisposedException>(() => run.Input().Length);
        using OnnxRun a = model.Rent();
        using OnnxRun b = model.Rent();
        a.Input().Fill(1);
        b.Input().Fill(2);
        Assert.Equal(1, a.Input()[0]);
    }

    [Fact]
    public void Output_BeforeExecute_IsTheCallersMistake()
    {
        using OnnxModel model = OnnxModel.Load(RuntimeSelfCheck.DoublingModel(), new OnnxModelOptions());
        using OnnxRun run = model.Rent();
        Assert.Throws<InvalidOperationException>(() => run.Output().Length);
    }

    [Fact]
    public void Execute_WrongShape_IsTheFormatException()
    {
        using OnnxModel model = OnnxModel.Load(RuntimeSelfCheck.DoublingModel(), new OnnxModelOptions());
        using OnnxRun run = model.Rent([5]);
        Assert.Throws<VisionFormatException>(run.Execute);
    }

    [Fact]
    public void Load_BytesThatAreNoModel_IsTheFormatException()
    {
        Assert.Throws<VisionFormatException>(() => OnnxModel.Load(ReadOnlyMemory<byte>.Empty, new OnnxModelOptions()));
        Assert.Throws<VisionFormatException>(() => OnnxModel.Load(new byte[1000], new OnnxModelOptions()));
        byte[] cut = RuntimeSelfCheck.DoublingModel()[..^20];
        Assert.Throws<VisionFormatException>(() => OnnxModel.Load(cut, new OnnxModelOptions()));
    }

    [Fact]
    public void Execute_FromManyThreads_KeepsRunsApart()
    {
        using OnnxModel model = OnnxModel.Load(RuntimeSelfCheck.DoublingModel(), new OnnxModelOptions { MaximumIdleRuns = 2 });
        Parallel.For(0, 200, i =>
        {
            using OnnxRun run = model.Rent();
            run.Input().Fill(i);
            run.Execute();
            Assert.Equal(2f * i, run.Output()[3]);
        });
    }

    [Fact]
    public void Version_OfTheLibrary_IsThePinnedOne() => Assert.StartsWith("1.30", OnnxRuntime.Version, StringComparison.Ordinal);
}
