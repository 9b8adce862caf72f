using RemoteVerify.Vision.Interop;
using RemoteVerify.Vision.Models;
using RemoteVerify.Vision.Models.Rewriting;

namespace RemoteVerify.Vision.Tests.Models.Rewriting;

public class OnnxRewriterTests
{
    [Fact]
    public void Write_WhatWasRead_IsTheSameBytes()
    {
        byte[] model = RuntimeSelfCheck.DoublingModel();
        Assert.Equal(model, ProtoMessage.Read(model).Write());
    }

    [Fact]
    public void Rewrite_BytesThatAreNoModel_LeavesThem()
    {
        byte[] cut = RuntimeSelfCheck.DoublingModel()[..^20];
        Assert.Equal(cut, OnnxRewriter.Rewrite(cut).ToArray());
        byte[] endless = [0xFF, 0xFF, 0xFF];
        Assert.Equal(endless, OnnxRewriter.Rewrite(endless).ToArray());
    }

    /// <summary>Thirteen channels go through a depthwise convolution, slopes, a sum and a sigmoid; the picture that comes out has two again.</summary>
    [Theory]
    [InlineData(0.25f)]
    [InlineData(-3f)]
    public void Rewrite_ChannelsThatFitNoBlock_SaysTheSame(float slope)
    {
        byte[] model = SmallNetwork.Write(channels: 13, slope);
        byte[] rewritten = OnnxRewriter.Rewrite(model).ToArray();
        Assert.NotEqual(model, rewritten);
        OnnxGraph graph = new(rewritten);
        Assert.Equal([16L, 1, 3, 3], graph.Tensors["depth"].Shape);
        Assert.Equal([2L, 16, 1, 1], graph.Tensors["last"].Shape);
        Assert.DoesNotContain(graph.Nodes, node => node.Type == "PRelu");
        AssertSame(model);
    }

    [Theory]
    [InlineData(1.5f)]
    [InlineData(7.5f)]
    [InlineData(1.1f)]
    public void Rewrite_SlopesAboveOne_SaysTheSame(float slope)
    {
        byte[] model = SmallNetwork.Write(channels: 16, slope);
        Assert.DoesNotContain(new OnnxGraph(OnnxRewriter.Rewrite(model)).Nodes, node => node.Type == "PRelu");
        AssertSame(model);
    }

    /// <summary>The detector's class head has one channel between two ordinary convolutions; sixteen would be sixteen times the work.</summary>
    [Fact]
    public void Rewrite_OneChannelWithoutDepthwiseConvolution_KeepsIt()
    {
        byte[] model = SmallNetwork.Write(channels: 13, slope: 0.25f, narrow: true);
        OnnxGraph graph = new(OnnxRewriter.Rewrite(model));
        Assert.Equal([16L, 1, 3, 3], graph.Tensors["depth"].Shape);
        Assert.Equal([1L, 16, 1, 1], graph.Tensors["narrow"].Shape);
        Assert.Equal([2L, 1, 1, 1], graph.Tensors["last"].Shape);
        AssertSame(model);
    }

    [Fact]
    public void Rewrite_OneSlopeForAll_IsALeakyRelu()
    {
        byte[] model = SmallNetwork.Write(channels: 16, slope: 1.5f, oneSlope: true);
        Assert.Contains(new OnnxGraph(OnnxRewriter.Rewrite(model)).Nodes, node => node.Type == "LeakyRelu");
        AssertSame(model);
    }

    [Fact]
    public void Rewrite_ANetworkWithNothingToWin_IsLeftAlone()
    {
        byte[] model = RuntimeSelfCheck.DoublingModel();
        Assert.Equal(model, OnnxRewriter.Rewrite(model).ToArray());
    }

    private static void AssertSame(byte[] model)
    {
        float[] published = Run(model, asPublished: true);
        Assert.Contains(published, value => Math.Abs(value) > 0.1f);
        Assert.All(published.Zip(Run(model, asPublished: false)), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    private static float[] Run(byte[] model, bool asPublished)
    {
        using OnnxModel loaded = OnnxModel.Load(model, new OnnxModelOptions { AsPublished = asPublished });
        using OnnxRun run = loaded.Rent();
        for (int i = 0; i < run.Input().Length; i++)
        {
            run.Input()[i] = MathF.Sin(i * 0.7f);
        }

        run.Execute();
        return run.Output().ToArray();
    }
}
