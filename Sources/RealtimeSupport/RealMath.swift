import Glibc

// The C library's functions cannot be checked for locks by the compiler. These are pure functions of their arguments:
// glibc computes them without allocating or locking.

@_semantics("no_performance_analysis") @inline(never) @usableFromInline
func pureLog(_ x: Float) -> Float { logf(x) }

@_semantics("no_performance_analysis") @inline(never) @usableFromInline
func pureExp(_ x: Float) -> Float { expf(x) }

@_semantics("no_performance_analysis") @inline(never) @usableFromInline
func pureSin(_ x: Double) -> Double { sin(x) }

@_semantics("no_performance_analysis") @inline(never) @usableFromInline
func pureSquareRoot(_ x: Float) -> Float { x.squareRoot() }

/// Square root, usable on the real-time path.
@inlinable @_noLocks
public func realtimeSquareRoot(_ x: Float) -> Float { pureSquareRoot(x) }

/// Natural logarithm, usable on the real-time path.
@inlinable @_noLocks
public func realtimeLog(_ x: Float) -> Float { pureLog(x) }

/// Exponential function, usable on the real-time path.
@inlinable @_noLocks
public func realtimeExp(_ x: Float) -> Float { pureExp(x) }

/// Sine of an angle in radians, usable on the real-time path.
@inlinable @_noLocks
public func realtimeSin(_ x: Double) -> Double { pureSin(x) }

/// Cosine of an angle in radians, usable on the real-time path.
@inlinable @_noLocks
public func realtimeCos(_ x: Double) -> Double { pureSin(x + Double.pi / 2) }
