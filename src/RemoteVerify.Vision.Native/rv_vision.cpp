#include "rv_vision.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>
#include <vector>

namespace {

// Lengths are bounded before OpenCV's int arithmetic sees them.
constexpr int32_t kMaximumSide = 16384;
constexpr int64_t kMaximumBytes = 256LL << 20;

void set_error(char *error, int32_t capacity, const char *text) {
    if (error == nullptr || capacity <= 0) return;
    const size_t length = std::min(std::strlen(text), static_cast<size_t>(capacity) - 1);
    std::memcpy(error, text, length);
    error[length] = '\0';
}

bool valid(const rv_view *view) {
    return view != nullptr && view->data != nullptr && view->width > 0 && view->height > 0 && view->width <= kMaximumSide &&
           view->height <= kMaximumSide && (view->channels == 1 || view->channels == 3) &&
           static_cast<int64_t>(view->stride) >= static_cast<int64_t>(view->width) * view->channels;
}

cv::Mat wrap(const rv_view *view) {
    return cv::Mat(view->height, view->width, view->channels == 3 ? CV_8UC3 : CV_8UC1, view->data, static_cast<size_t>(view->stride));
}

// Every body runs here, so that nothing thrown by OpenCV, or by memory running out, passes the border.
template <typename Body>
int32_t guarded(char *error, int32_t capacity, int32_t failure, Body body) {
    set_error(error, capacity, "");
    try {
        return body();
    } catch (const cv::Exception &e) {
        set_error(error, capacity, e.err.c_str());
    } catch (const std::exception &e) {
        set_error(error, capacity, e.what());
    } catch (...) {
        set_error(error, capacity, "unknown failure");
    }
    return failure;
}

template <typename Body>
int32_t guarded(Body body) {
    char unused[1];
    return guarded(unused, 1, RV_FAILED, body);
}

// OpenCV may put a result elsewhere when the target does not fit; that must never pass unseen.
int32_t require_in_place(const cv::Mat &result, const rv_view *target) {
    return result.data == target->data && result.cols == target->width && result.rows == target->height ? RV_OK : RV_SIZE_MISMATCH;
}

bool starts_with(const uint8_t *bytes, int64_t length, const char *magic, int64_t magic_length) {
    return length >= magic_length && std::memcmp(bytes, magic, static_cast<size_t>(magic_length)) == 0;
}

int interpolation_of(int32_t interpolation) {
    switch (interpolation) {
        case RV_NEAREST: return cv::INTER_NEAREST;
        case RV_CUBIC: return cv::INTER_CUBIC;
        case RV_AREA: return cv::INTER_AREA;
        default: return cv::INTER_LINEAR;
    }
}

}  // namespace

int32_t rv_abi_version(void) {
    // Many captures share the cores: work on one small picture must not wait for a pool of threads. The host decides about threads.
    guarded([]() -> int32_t {
        cv::setNumThreads(1);
        return RV_OK;
    });
    return RV_ABI_VERSION;
}

int32_t rv_opencv_version(char *text, int32_t capacity) {
    set_error(text, capacity, CV_VERSION);
    return RV_OK;
}

int32_t rv_sniff(const uint8_t *bytes, int64_t length) {
    if (bytes == nullptr || length < 12) return RV_UNKNOWN;
    if (starts_with(bytes, length, "\xFF\xD8\xFF", 3)) return RV_JPEG;
    if (starts_with(bytes, length, "\x89PNG\r\n\x1A\n", 8)) return RV_PNG;
    if (starts_with(bytes, length, "\0\0\0\x0CjP  \r\n\x87\n", 12)) return RV_JPEG2000;
    if (starts_with(bytes, length, "\xFF\x4F\xFF\x51", 4)) return RV_JPEG2000;
    if (starts_with(bytes, length, "RIFF", 4) && std::memcmp(bytes + 8, "WEBP", 4) == 0) return RV_WEBP;
    return RV_UNKNOWN;
}

int32_t rv_decode(const uint8_t *bytes, int64_t length, const rv_view *target, char *error, int32_t error_capacity) {
    return guarded(error, error_capacity, RV_NOT_AN_IMAGE, [&]() -> int32_t {
        if (!valid(target) || target->channels != 3 || length > kMaximumBytes) return RV_BAD_ARGUMENT;
        if (rv_sniff(bytes, length) == RV_UNKNOWN) {
            set_error(error, error_capacity, "not JPEG, JPEG 2000, PNG or WebP");
            return RV_NOT_AN_IMAGE;
        }
        cv::Mat input(1, static_cast<int>(length), CV_8UC1, const_cast<uint8_t *>(bytes));
        cv::Mat output = wrap(target);
        cv::Mat result = cv::imdecode(input, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION, &output);
        if (result.empty()) {
            set_error(error, error_capacity, "the decoder refused it");
            return RV_NOT_AN_IMAGE;
        }
        int32_t status = require_in_place(result, target);
        if (status != RV_OK) set_error(error, error_capacity, "the decoded size is not that of the header");
        return status;
    });
}

int32_t rv_encode(const rv_view *source, int32_t format, int32_t quality, uint8_t **bytes, int64_t *length, char *error,
                  int32_t error_capacity) {
    return guarded(error, error_capacity, RV_FAILED, [&]() -> int32_t {
        if (!valid(source) || bytes == nullptr || length == nullptr) return RV_BAD_ARGUMENT;
        *bytes = nullptr;
        *length = 0;
        std::string extension;
        std::vector<int> parameters;
        switch (format) {
            case RV_JPEG: extension = ".jpg"; parameters = {cv::IMWRITE_JPEG_QUALITY, quality, cv::IMWRITE_JPEG_OPTIMIZE, 1}; break;
            case RV_JPEG2000: extension = ".jp2"; parameters = {cv::IMWRITE_JPEG2000_COMPRESSION_X1000, quality * 10}; break;
            case RV_PNG: extension = ".png"; parameters = {cv::IMWRITE_PNG_COMPRESSION, quality}; break;
            case RV_WEBP: extension = ".webp"; parameters = {cv::IMWRITE_WEBP_QUALITY, quality}; break;
            default: return RV_BAD_ARGUMENT;
        }
        std::vector<uchar> encoded;
        if (!cv::imencode(extension, wrap(source), encoded, parameters)) {
            set_error(error, error_capacity, "the encoder refused it");
            return RV_FAILED;
        }
        uint8_t *copy = static_cast<uint8_t *>(std::malloc(encoded.size()));
        if (copy == nullptr) return RV_FAILED;
        std::memcpy(copy, encoded.data(), encoded.size());
        *bytes = copy;
        *length = static_cast<int64_t>(encoded.size());
        return RV_OK;
    });
}

void rv_free(uint8_t *bytes) { std::free(bytes); }

int32_t rv_orient(const rv_view *source, const rv_view *target, int32_t orientation) {
    return guarded([&]() -> int32_t {
        if (!valid(source) || !valid(target) || source->channels != target->channels) return RV_BAD_ARGUMENT;
        cv::Mat from = wrap(source), to = wrap(target), turned;
        switch (orientation) {
            case 1: from.copyTo(to); break;
            case 2: cv::flip(from, to, 1); break;
            case 3: cv::flip(from, to, -1); break;
            case 4: cv::flip(from, to, 0); break;
            case 5: cv::transpose(from, to); break;
            case 6: cv::transpose(from, turned); cv::flip(turned, to, 1); break;
            case 7: cv::transpose(from, turned); cv::flip(turned, to, -1); break;
            case 8: cv::transpose(from, turned); cv::flip(turned, to, 0); break;
            default: return RV_BAD_ARGUMENT;
        }
        return require_in_place(to, target);
    });
}

int32_t rv_resize(const rv_view *source, const rv_view *target, int32_t interpolation) {
    return guarded([&]() -> int32_t {
        if (!valid(source) || !valid(target) || source->channels != target->channels) return RV_BAD_ARGUMENT;
        cv::Mat to = wrap(target);
        cv::resize(wrap(source), to, to.size(), 0, 0, interpolation_of(interpolation));
        return require_in_place(to, target);
    });
}

int32_t rv_warp_affine(const rv_view *source, const rv_view *target, const double *matrix, int32_t interpolation, int32_t replicate) {
    return guarded([&]() -> int32_t {
        if (!valid(source) || !valid(target) || source->channels != target->channels || matrix == nullptr) return RV_BAD_ARGUMENT;
        cv::Mat to = wrap(target);
        cv::Mat transform(2, 3, CV_64F, const_cast<double *>(matrix));
        int flags = interpolation == RV_AREA ? cv::INTER_LINEAR : interpolation_of(interpolation);
        cv::warpAffine(wrap(source), to, transform, to.size(), flags, replicate != 0 ? cv::BORDER_REPLICATE : cv::BORDER_CONSTANT);
        return require_in_place(to, target);
    });
}

int32_t rv_convert_color(const rv_view *source, const rv_view *target, int32_t conversion) {
    return guarded([&]() -> int32_t {
        if (!valid(source) || !valid(target) || source->width != target->width || source->height != target->height) return RV_BAD_ARGUMENT;
        int code = 0;
        switch (conversion) {
            case RV_BGR_TO_GREY: code = cv::COLOR_BGR2GRAY; break;
            case RV_BGR_TO_LAB: code = cv::COLOR_BGR2Lab; break;
            case RV_BGR_TO_YCRCB: code = cv::COLOR_BGR2YCrCb; break;
            case RV_BGR_TO_HSV: code = cv::COLOR_BGR2HSV; break;
            case RV_GREY_TO_BGR: code = cv::COLOR_GRAY2BGR; break;
            default: return RV_BAD_ARGUMENT;
        }
        cv::Mat to = wrap(target);
        cv::cvtColor(wrap(source), to, code);
        return require_in_place(to, target);
    });
}

int32_t rv_gaussian_blur(const rv_view *source, const rv_view *target, double sigma) {
    return guarded([&]() -> int32_t {
        if (!valid(source) || !valid(target) || source->channels != target->channels || !(sigma > 0) || sigma > 100) return RV_BAD_ARGUMENT;
        cv::Mat to = wrap(target);
        cv::GaussianBlur(wrap(source), to, cv::Size(), sigma);
        return require_in_place(to, target);
    });
}

int32_t rv_laplacian_statistics(const rv_view *grey, int32_t kernel, double *mean, double *deviation, double *mean_magnitude) {
    return guarded([&]() -> int32_t {
        if (!valid(grey) || grey->channels != 1 || kernel < 1 || kernel > 9 || kernel % 2 == 0) return RV_BAD_ARGUMENT;
        if (mean == nullptr || deviation == nullptr || mean_magnitude == nullptr) return RV_BAD_ARGUMENT;
        cv::Mat response;
        cv::Laplacian(wrap(grey), response, CV_32F, kernel);
        cv::Scalar average, spread;
        cv::meanStdDev(response, average, spread);
        *mean = average[0];
        *deviation = spread[0];
        *mean_magnitude = cv::norm(response, cv::NORM_L1) / static_cast<double>(response.total());
        return RV_OK;
    });
}

int32_t rv_sobel_statistics(const rv_view *grey, int32_t kernel, double *mean, double *deviation, double *maximum) {
    return guarded([&]() -> int32_t {
        if (!valid(grey) || grey->channels != 1 || kernel < 1 || kernel > 7 || kernel % 2 == 0) return RV_BAD_ARGUMENT;
        if (mean == nullptr || deviation == nullptr || maximum == nullptr) return RV_BAD_ARGUMENT;
        cv::Mat horizontal, vertical, magnitude;
        cv::Sobel(wrap(grey), horizontal, CV_32F, 1, 0, kernel);
        cv::Sobel(wrap(grey), vertical, CV_32F, 0, 1, kernel);
        cv::magnitude(horizontal, vertical, magnitude);
        cv::Scalar average, spread;
        cv::meanStdDev(magnitude, average, spread);
        *mean = average[0];
        *deviation = spread[0];
        cv::minMaxLoc(magnitude, nullptr, maximum);
        return RV_OK;
    });
}

int32_t rv_spectrum(const rv_view *grey, float *log_magnitude, int64_t count) {
    return guarded([&]() -> int32_t {
        if (!valid(grey) || grey->channels != 1 || log_magnitude == nullptr || grey->width < 8 || grey->height < 8) return RV_BAD_ARGUMENT;
        if (count != static_cast<int64_t>(grey->width) * grey->height) return RV_BAD_ARGUMENT;
        cv::Mat signal, window, complex;
        wrap(grey).convertTo(signal, CV_32F);
        signal -= cv::mean(signal)[0];
        cv::createHanningWindow(window, signal.size(), CV_32F);
        signal = signal.mul(window);
        cv::dft(signal, complex, cv::DFT_COMPLEX_OUTPUT);
        std::vector<cv::Mat> parts;
        cv::split(complex, parts);
        cv::Mat magnitude;
        cv::magnitude(parts[0], parts[1], magnitude);
        magnitude += 1;
        cv::log(magnitude, magnitude);
        const int width = magnitude.cols, height = magnitude.rows;
        for (int y = 0; y < height; y++) {
            const float *row = magnitude.ptr<float>((y + (height + 1) / 2) % height);
            float *to = log_magnitude + static_cast<int64_t>(y) * width;
            for (int x = 0; x < width; x++) to[x] = row[(x + (width + 1) / 2) % width];
        }
        return RV_OK;
    });
}
