/* Every function of the shim on pictures from standard input, to be built with sanitizers (RV_EXERCISE in CMakeLists.txt).
 *
 * Each picture: three little-endian 32-bit numbers (bytes, width, height), then the bytes. They are copied into a block of
 * exactly their size, and so are the pixels, so that a single byte too far is noticed. Ends with 0 at the end of the input. */
#include "rv_codes.h"
#include "rv_vision.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

namespace {

constexpr int64_t largest_exercised = 400000;

struct pixels {
    std::unique_ptr<uint8_t[]> bytes;
    rv_view view;

    pixels(int32_t width, int32_t height, int32_t channels)
        : bytes(new uint8_t[static_cast<size_t>(width) * height * channels]()), view{bytes.get(), width, height, width * channels, channels} {}
};

void require(bool holds, const char *what) {
    if (!holds) {
        std::fprintf(stderr, "rv_exercise: %s\n", what);
        std::exit(3);
    }
}

void statistics(const rv_view &grey) {
    double a = 0, b = 0, c = 0;
    for (int32_t kernel : {0, 1, 2, 3, 5, 7, 9, 11}) {
        rv_laplacian_statistics(&grey, kernel, &a, &b, &c);
        rv_sobel_statistics(&grey, kernel, &a, &b, &c);
    }

    std::vector<float> spectrum(static_cast<size_t>(grey.width) * grey.height);
    rv_spectrum(&grey, spectrum.data(), static_cast<int64_t>(spectrum.size()));
    require(rv_spectrum(&grey, spectrum.data(), static_cast<int64_t>(spectrum.size()) - 1) != RV_OK, "a spectrum went into too little room");
}

void codes(const rv_view &grey) {
    int32_t length = -1;
    std::unique_ptr<uint8_t[]> text(new uint8_t[2953]);
    require(rv_read_qr(&grey, text.get(), 2953, &length) == RV_OK && length >= 0 && length <= 2953, "a code was not looked for");
    rv_read_qr(&grey, text.get(), 1, &length);
    require(rv_read_qr(&grey, text.get(), 0, &length) != RV_OK, "a code went into no room");
}

void encode(const rv_view &source) {
    char error[64];
    for (int32_t format = RV_UNKNOWN; format <= RV_WEBP + 1; format++) {
        uint8_t *bytes = nullptr;
        int64_t length = 0;
        if (rv_encode(&source, format, format == RV_PNG ? 1 : 70, &bytes, &length, error, sizeof error) == RV_OK) {
            require(rv_sniff(bytes, length) == format, "what was encoded is of another format");
            rv_free(bytes);
        }
    }
}

void operate(const rv_view &picture) {
    for (int32_t orientation = 0; orientation <= 9; orientation++) {
        bool turned = orientation >= 5;
        pixels target(turned ? picture.height : picture.width, turned ? picture.width : picture.height, 3);
        rv_orient(&picture, &target.view, orientation);
    }

    const double turn[6] = {0.8, -0.6, 3.5, 0.6, 0.8, -2.25};
    const double wild[6] = {1e300, 0, -1e300, 0, 1e-300, 1e9};
    pixels small(112, 80, 3), same(picture.width, picture.height, 3), grey(picture.width, picture.height, 1);
    for (int32_t interpolation = -1; interpolation <= RV_AREA + 1; interpolation++) {
        rv_resize(&picture, &small.view, interpolation);
        rv_warp_affine(&picture, &small.view, turn, interpolation, interpolation & 1);
    }

    rv_warp_affine(&picture, &small.view, wild, RV_LINEAR, 1);
    rv_gaussian_blur(&picture, &same.view, 1.5);
    for (int32_t conversion = RV_BGR_TO_LAB; conversion <= RV_BGR_TO_HSV; conversion++) {
        rv_convert_color(&picture, &same.view, conversion);
    }

    require(rv_convert_color(&picture, &grey.view, RV_BGR_TO_GREY) == RV_OK, "no grey picture");
    require(rv_convert_color(&grey.view, &same.view, RV_GREY_TO_BGR) == RV_OK, "no picture out of grey");
    statistics(grey.view);
    codes(grey.view);
    encode(picture);
    encode(grey.view);
}

/* What no caller of ours asks; the answer is a status and no byte is touched. */
void refuse(const uint8_t *bytes, int64_t length, const rv_view &good) {
    char error[8];
    rv_view bad[] = {good, good, good, good, good, good, good};
    bad[0].data = nullptr;
    bad[1].width = 0;
    bad[2].height = -1;
    bad[3].stride = good.stride - 1;
    bad[4].channels = 4;
    bad[5].width = 16385;
    bad[6].channels = 2;
    for (const rv_view &view : bad) {
        require(rv_decode(bytes, length, &view, error, sizeof error) != RV_OK, "decoded into a bad view");
        require(rv_resize(&view, &good, RV_LINEAR) != RV_OK, "resized a bad view");
        require(rv_resize(&good, &view, RV_LINEAR) != RV_OK, "resized into a bad view");
        require(rv_orient(&view, &good, 1) != RV_OK, "turned a bad view");
    }

    require(rv_decode(nullptr, length, &good, error, sizeof error) != RV_OK, "decoded nothing");
    require(rv_decode(bytes, -1, &good, error, sizeof error) != RV_OK, "decoded a negative length");
    rv_decode(bytes, length, &good, nullptr, 0);
}

bool read(void *target, size_t count) { return std::fread(target, 1, count, stdin) == count; }

} // namespace

int main() {
    require(rv_abi_version() == RV_ABI_VERSION, "another shim");
    int32_t head[3];
    long done = 0;
    while (read(head, sizeof head)) {
        require(head[0] >= 0 && head[0] <= 1 << 25 && head[1] > 0 && head[1] <= 16384 && head[2] > 0 && head[2] <= 16384, "a bad head");
        std::unique_ptr<uint8_t[]> bytes(new uint8_t[head[0]]);
        require(read(bytes.get(), head[0]), "the input was cut short");
        pixels picture(head[1], head[2], 3);
        char error[256];
        rv_sniff(bytes.get(), head[0]);
        int32_t status = rv_decode(bytes.get(), head[0], &picture.view, error, sizeof error);
        bool is_small = static_cast<int64_t>(head[1]) * head[2] <= largest_exercised;
        if (status == RV_OK && is_small && done % 16 == 0) {
            operate(picture.view);
            refuse(bytes.get(), head[0], picture.view);
        }

        done++;
    }

    std::printf("%ld\n", done);
    return 0;
}
