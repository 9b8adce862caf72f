/* QR codes in a picture, by zbar, behind the same flat C face as rv_vision.h. It is a library of its own, loaded by the first
 * caller that reads a code: zbar brings libraries of desktops with it (X11, D-Bus, Video4Linux) that no other host of the shim needs. */
#ifndef RV_CODES_H
#define RV_CODES_H

#include "rv_vision.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Grows with every change of a signature. */
#define RV_CODES_ABI_VERSION 1

/* Longer sides are refused: zbar counts in int. */
#define RV_CODES_MAXIMUM_SIDE 4096

RV_API int32_t rv_codes_abi_version(void);

/* Version of zbar, e.g. 0.23.92. */
RV_API int32_t rv_zbar_version(char *text, int32_t capacity);

/* The bytes of the first QR code of a grey picture as they were encoded, no character set guessed. `length` is 0 when there is none.
 * RV_SIZE_MISMATCH: there is one, and it is longer than `capacity`. No other kind of code is looked for. */
RV_API int32_t rv_read_qr(const rv_view *grey, uint8_t *bytes, int32_t capacity, int32_t *length);

#ifdef __cplusplus
}
#endif
#endif
