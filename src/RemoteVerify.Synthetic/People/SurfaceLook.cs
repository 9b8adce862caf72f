using Lanes = System.Runtime.Intrinsics.Vector256<float>;

namespace RemoteVerify.Synthetic.People;

/// <summary>What a surface does with light at eight points.</summary>
/// <param name="Colour">Share of light given back.</param>
/// <param name="Normal">Direction of the surface with its fine bumps, in room space.</param>
/// <param name="Shine">Strength of the highlight.</param>
/// <param name="Gloss">Sharpness of the highlight.</param>
/// <param name="Strand">1 where the highlight is that of strands which run downwards, 0 elsewhere.</param>
internal readonly record struct SurfaceLook(Packet3 Colour, Packet3 Normal, Lanes Shine, Lanes Gloss, Lanes Strand = default);
