using RemoteVerify.Biometrics.Detection;

namespace RemoteVerify.Biometrics.Landmarks;

/// <summary>The five points in the face's own axes: along the eye line (to the right of the picture) and down from it, in pixels.</summary>
internal readonly record struct FaceAxes(float EyeDistance, float Roll, float NoseAlong, float NoseDown, float MouthAlong, float EyeMouthDistance)
{
    public static FaceAxes Of(FivePoints p)
    {
        float eyeX = p.LeftEye.X - p.RightEye.X;
        float eyeY = p.LeftEye.Y - p.RightEye.Y;
        float distance = MathF.Sqrt((eyeX * eyeX) + (eyeY * eyeY));
        if (distance < 1e-3f)
        {
            return default;
        }

        float rx = eyeX / distance;
        float ry = eyeY / distance;
        float midX = (p.LeftEye.X + p.RightEye.X) / 2;
        float midY = (p.LeftEye.Y + p.RightEye.Y) / 2;
        float noseX = p.NoseTip.X - midX;
        float noseY = p.NoseTip.Y - midY;
        float mouthX = ((p.LeftMouthCorner.X + p.RightMouthCorner.X) / 2) - midX;
        float mouthY = ((p.LeftMouthCorner.Y + p.RightMouthCorner.Y) / 2) - midY;
        return new FaceAxes(
            distance,
            MathF.Atan2(eyeY, eyeX),
            (noseX * rx) + (noseY * ry),
            (noseY * rx) - (noseX * ry),
            (mouthX * rx) + (mouthY * ry),
            (mouthY * rx) - (mouthX * ry));
    }
}
