"""The four networks of the demo set.

Dense 3x3 and 1x1 convolutions with channel counts that are multiples of 16: on two CPU cores torch runs them at about
100 G multiply-adds/s, depthwise ones at a tenth of that or less. Pixel scaling and output normalisation are part of every
graph, so a caller feeds raw 0..255 and reads finished numbers.
"""
import torch
import torch.nn.functional as F
from torch import nn

POINTS = 74
STRIDES = (8, 16, 32)
# Channels of one detector cell: class, objectness, box (4), five points (10).
CELL = 16


def conv(c_in, c_out, side=3, stride=1):
    """Convolution, batch norm, ReLU."""
    return nn.Sequential(
        nn.Conv2d(c_in, c_out, side, stride, side // 2, bias=False), nn.BatchNorm2d(c_out), nn.ReLU(inplace=True))


class Residual(nn.Module):
    """x + a chain of convolutions; starts as the identity."""

    def __init__(self, *layers):
        super().__init__()
        self.body = nn.Sequential(*layers[:-1], layers[-1][:2])
        nn.init.zeros_(self.body[-1][1].weight)

    def forward(self, x):
        return F.relu(x + self.body(x))


def wide(channels):
    return Residual(conv(channels, channels), conv(channels, channels))


def narrow(channels):
    middle = channels // 2
    return Residual(conv(channels, middle, 1), conv(middle, middle), conv(middle, channels, 1))


def scaled(pixels):
    """Raw 0..255 to about -2..2."""
    return (pixels - 127.5) * (1 / 64)


class PlaceWeighted(nn.Module):
    """One weight per channel and place of a side x side map, summed over the places: [n, c, side, side] to [n, c]."""

    def __init__(self, channels, side):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(1, channels, side, side) * 0.1 + 1 / side)
        self.norm = nn.BatchNorm1d(channels)

    def forward(self, x):
        return self.norm((x * self.weight).sum((2, 3)))


class Recogniser(nn.Module):
    """RGB [n, 3, 112, 112], five-point crop, to 128 numbers of length 1."""

    SIZE = 128

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            conv(3, 16, 3, 2), conv(16, 32, 3, 2), wide(32),
            conv(32, 96, 3, 2), wide(96), wide(96),
            conv(96, 144, 3, 2), narrow(144), narrow(144), narrow(144), conv(144, 256, 1))
        self.pool = PlaceWeighted(256, 7)
        self.last = nn.Linear(256, self.SIZE)

    def raw(self, pixels):
        """The 128 numbers before they are brought to length 1."""
        return self.last(self.pool(self.body(scaled(pixels))))

    def forward(self, pixels):
        numbers = self.raw(pixels)
        return numbers / numbers.pow(2).sum(1, keepdim=True).clamp(min=1e-12).sqrt()


class Landmarks(nn.Module):
    """RGB [n, 3, 112, 112], crop 1.5 x box with level eyes, to points (pixels of the crop), pose (degrees), eyes, mouth (0..1)."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            conv(3, 16, 3, 2), conv(16, 32, 3, 2), wide(32),
            conv(32, 64, 3, 2), wide(64), wide(64),
            conv(64, 128, 3, 2), narrow(128), narrow(128), conv(128, 48, 1))
        self.place = nn.Linear(48 * 49, 2 * POINTS)
        self.hidden = nn.Sequential(nn.Linear(48 * 49, 64), nn.ReLU(inplace=True))
        self.state = nn.Linear(64, 6)

    def raw(self, pixels):
        """Points in units of 56 pixels round the crop's middle, pose in units of 30 degrees, logits of eyes and mouth."""
        features = self.body(scaled(pixels)).flatten(1)
        state = self.state(self.hidden(features))
        return self.place(features), state[:, :3], state[:, 3:]

    def forward(self, pixels):
        places, pose, openness = self.raw(pixels)
        openness = openness.sigmoid()
        return places * 56 + 56, pose * 30, openness[:, :2], openness[:, 2:]


class Attack(nn.Module):
    """BGR [n, 3, 96, 96], crop 2.7 x box, to the probability that a living person is in front of the camera."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            conv(3, 16, 3, 2), conv(16, 16), conv(16, 32, 3, 2), wide(32),
            conv(32, 64, 3, 2), wide(64), wide(64),
            conv(64, 112, 3, 2), wide(112))
        self.last = nn.Linear(112, 1)

    def raw(self, pixels):
        """The logit."""
        return self.last(self.body(scaled(pixels)).mean((2, 3)))

    def forward(self, pixels):
        return self.raw(pixels).sigmoid()


class Detector(nn.Module):
    """BGR [n, 3, h, w], h and w multiples of 32, to the twelve outputs of YuNet: cls, obj, bbox, kps at strides 8, 16, 32."""

    def __init__(self):
        super().__init__()
        self.start = nn.Sequential(conv(3, 16, 3, 2), conv(16, 32, 3, 2), Residual(conv(32, 32)))
        self.down8 = nn.Sequential(conv(32, 48, 3, 2), wide(48))
        self.down16 = nn.Sequential(conv(48, 96, 3, 2), wide(96))
        self.down32 = nn.Sequential(conv(96, 128, 3, 2), narrow(128), narrow(128))
        self.side8, self.side16, self.side32 = conv(48, 48, 1), conv(96, 48, 1), conv(128, 48, 1)
        self.heads = nn.ModuleList(
            nn.Sequential(conv(48, 48), nn.Conv2d(48, CELL, 1)) for _ in STRIDES)
        for head in self.heads:
            # Faces are rare: begin with a low score everywhere.
            nn.init.constant_(head[1].bias[:2], -4)

    def raw(self, pixels):
        """Per stride [n, 16, h/s, w/s]: class and objectness as logits, then box and points as YuNet has them."""
        map8 = self.down8(self.start(scaled(pixels)))
        map16 = self.down16(map8)
        map32 = self.down32(map16)
        side32 = self.side32(map32)
        side16 = self.side16(map16) + F.interpolate(side32, scale_factor=2.0, mode="nearest")
        side8 = self.side8(map8) + F.interpolate(side16, scale_factor=2.0, mode="nearest")
        return [head(x) for head, x in zip(self.heads, (side8, side16, side32))]

    def forward(self, pixels):
        cells = [x.flatten(2).transpose(1, 2) for x in self.raw(pixels)]
        return tuple([x[..., :1].sigmoid() for x in cells] + [x[..., 1:2].sigmoid() for x in cells]
                     + [x[..., 2:6] for x in cells] + [x[..., 6:] for x in cells])


NETS = {"detector": Detector, "landmarks": Landmarks, "recogniser": Recogniser, "attack": Attack}
SIDES = {"detector": (256, 320), "landmarks": (112, 112), "recogniser": (112, 112), "attack": (96, 96)}
OUTPUTS = {
    "detector": [f"{kind}_{stride}" for kind in ("cls", "obj", "bbox", "kps") for stride in STRIDES],
    "landmarks": ["points", "pose", "eyes", "mouth"],
    "recogniser": ["embedding"],
    "attack": ["live"],
}


def cost(net, height, width):
    """Multiply-adds of one picture, and parameters."""
    total = 0

    def count(layer, _, result):
        nonlocal total
        places = result.shape[2] * result.shape[3] if result.dim() == 4 else 1
        total += places * layer.weight.numel()

    hooks = [m.register_forward_hook(count) for m in net.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    training = net.training
    net.eval()
    with torch.no_grad():
        net(torch.zeros(1, 3, height, width))
    net.train(training)
    for hook in hooks:
        hook.remove()
    return total, sum(p.numel() for p in net.parameters())
