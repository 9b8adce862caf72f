/* OpenCV behind a flat C face. No exception and no OpenCV type crosses this border.
 *
 * Every function returns 0 when it worked, else one of rv_status; `error`, where a function has it, then holds a
 * zero-terminated text. Pixels are owned by the caller; only rv_encode gives memory away, to be returned to rv_free. */
#ifndef RV_VISION_H
#define RV_VISION_H

#include <stdint.h>

#if defined(__GNUC__)
#define RV_API __attribute__((visibility("default")))
#else
#define RV_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* Grows with every change of a signature; the caller refuses another number than the one it was written for. */
#define RV_ABI_VERSION 1

enum rv_status { RV_OK = 0, RV_BAD_ARGUMENT = 1, RV_NOT_AN_IMAGE = 2, RV_SIZE_MISMATCH = 3, RV_FAILED = 4 };

enum rv_format { RV_UNKNOWN = 0, RV_JPEG = 1, RV_JPEG2000 = 2, RV_PNG = 3, RV_WEBP = 4 };

enum rv_interpolation { RV_NEAREST = 0, RV_LINEAR = 1, RV_CUBIC = 2, RV_AREA = 3 };

enum rv_color { RV_BGR_TO_GREY = 1, RV_BGR_TO_LAB = 2, RV_BGR_TO_YCRCB = 3, RV_BGR_TO_HSV = 4, RV_GREY_TO_BGR = 5 };

/* 8-bit pixels, channels interleaved, rows `stride` bytes apart. */
typedef struct rv_view {
    uint8_t *data;
    int32_t width;
    int32_t height;
    int32_t stride;
    int32_t channels; /* 1 or 3 */
} rv_view;

/* To be called first: it also keeps OpenCV to the caller's thread. */
RV_API int32_t rv_abi_version(void);

/* Text of OpenCV's version, e.g. 4.6.0. */
RV_API int32_t rv_opencv_version(char *text, int32_t capacity);

/* The encoding by its first bytes (rv_format). */
RV_API int32_t rv_sniff(const uint8_t *bytes, int64_t length);

/* Decodes to BGR into `target`, whose size must be the stored size of the image (no orientation is applied). Anything that
 * rv_sniff does not name never reaches a decoder. */
RV_API int32_t rv_decode(const uint8_t *bytes, int64_t length, const rv_view *target, char *error, int32_t error_capacity);

/* quality: 1..100 for JPEG, JPEG 2000 and WebP, 101 for WebP without loss; compression level 0..9 for PNG. */
RV_API int32_t rv_encode(const rv_view *source, int32_t format, int32_t quality, uint8_t **bytes, int64_t *length, char *error,
                         int32_t error_capacity);

RV_API void rv_free(uint8_t *bytes);

/* Turns and mirrors as EXIF orientation 1..8 asks; the target has swapped sides for 5..8. */
RV_API int32_t rv_orient(const rv_view *source, const rv_view *target, int32_t orientation);

RV_API int32_t rv_resize(const rv_view *source, const rv_view *target, int32_t interpolation);

/* matrix: 2x3 row-major, from source to target coordinates (pixel centres at whole numbers); outside is black, or the
 * nearest edge pixel where replicate is not 0. */
RV_API int32_t rv_warp_affine(const rv_view *source, const rv_view *target, const double *matrix, int32_t interpolation, int32_t replicate);

RV_API int32_t rv_convert_color(const rv_view *source, const rv_view *target, int32_t conversion);

RV_API int32_t rv_gaussian_blur(const rv_view *source, const rv_view *target, double sigma);

/* Mean, standard deviation and mean magnitude of the Laplacian (kernel 1, 3, 5, 7 or 9) of a grey view. */
RV_API int32_t rv_laplacian_statistics(const rv_view *grey, int32_t kernel, double *mean, double *deviation, double *mean_magnitude);

/* The same for the gradient magnitude sqrt(dx^2 + dy^2) by Sobel kernels. */
RV_API int32_t rv_sobel_statistics(const rv_view *grey, int32_t kernel, double *mean, double *deviation, double *maximum);

/* log(1 + |DFT|) of a grey view under a Hann window, mean removed, zero frequency in the middle; width x height floats. */
RV_API int32_t rv_spectrum(const rv_view *grey, float *log_magnitude, int64_t count);

#ifdef __cplusplus
}
#endif
#endif
