// SPDX-FileCopyrightText: The Tether authors
// SPDX-License-Identifier: MIT
//! The classes by PyO3, with the work of work.hpp in Rust.
use std::ffi::{c_char, c_int, c_void};
use std::ptr;

use pyo3::exceptions::{PyBufferError, PyIndexError};
use pyo3::ffi;
use pyo3::prelude::*;

#[derive(Clone, Copy, PartialEq)]
struct Value {
    x: f64,
    y: f64,
}

impl Value {
    fn norm(&self) -> f64 {
        self.x * self.x + self.y * self.y
    }

    fn dot(&self, other: &Value) -> f64 {
        self.x * other.x + self.y * other.y
    }

    fn plus(&self, other: &Value) -> Value {
        Value { x: self.x + other.x, y: self.y + other.y }
    }
}

macro_rules! point {
    ($name:ident, [$($option:tt)*], { $($more:tt)* }) => {
        #[pyclass($($option)*)]
        struct $name {
            value: Value,
        }

        #[pymethods]
        impl $name {
            #[new]
            #[pyo3(signature = (x=0.0, y=0.0))]
            fn new(x: f64, y: f64) -> Self {
                $name { value: Value { x, y } }
            }

            #[getter]
            fn get_x(&self) -> f64 {
                self.value.x
            }

            #[getter]
            fn get_square(&self) -> f64 {
                self.value.norm()
            }

            fn norm(&self) -> f64 {
                self.value.norm()
            }

            #[pyo3(signature = (by, /))]
            fn scaled(&self, by: f64) -> f64 {
                by * self.value.x
            }

            #[pyo3(signature = (other, /))]
            fn dot(&self, other: &$name) -> f64 {
                self.value.dot(&other.value)
            }

            fn twin(&self) -> $name {
                $name { value: self.value }
            }

            fn __eq__(&self, other: &$name) -> bool {
                self.value == other.value
            }

            fn __add__(&self, other: &$name) -> $name {
                $name { value: self.value.plus(&other.value) }
            }

            $($more)*
        }
    };
}

point!(Point, [], {
    #[setter]
    fn set_x(&mut self, x: f64) {
        self.value.x = x;
    }
});

point!(Frozen, [frozen], {
    fn __hash__(&self) -> u64 {
        (self.value.x as u64) * 31 + self.value.y as u64
    }
});

point!(Recycled, [frozen, freelist = 16], {});
point!(Open, [frozen, subclass], {});

#[pyclass(frozen, extends = Open)]
struct Solid {
    #[pyo3(get)]
    z: f64,
}

#[pymethods]
impl Solid {
    #[new]
    #[pyo3(signature = (x=0.0, y=0.0))]
    fn new(x: f64, y: f64) -> PyClassInitializer<Self> {
        PyClassInitializer::from(Open::new(x, y)).add_subclass(Solid { z: 0.0 })
    }
}

unsafe fn expose(owner: *mut ffi::PyObject, row: &[f64], view: *mut ffi::Py_buffer, flags: c_int) -> PyResult<()> {
    if flags & ffi::PyBUF_WRITABLE == ffi::PyBUF_WRITABLE {
        return Err(PyBufferError::new_err("the memory is read-only"));
    }
    unsafe {
        let bytes = size_of_val(row) as ffi::Py_ssize_t;
        let data = row.as_ptr() as *mut c_void;
        if ffi::PyBuffer_FillInfo(view, owner, data, bytes, 1, flags) < 0 {
            return Err(Python::attach(PyErr::fetch));
        }
        (*view).itemsize = 8;
        if !(*view).format.is_null() {
            (*view).format = c"d".as_ptr() as *mut c_char;
        }
        if !(*view).shape.is_null() {
            (*view).internal = ptr::without_provenance_mut(row.len());
            (*view).shape = ptr::addr_of_mut!((*view).internal).cast();
        }
    }
    Ok(())
}

macro_rules! path {
    ($name:ident, $point:ident, $steps:ident, [$($option:tt)*]) => {
        #[pyclass($($option)*)]
        struct $name {
            values: Vec<f64>,
        }

        #[pymethods]
        impl $name {
            #[new]
            #[pyo3(signature = (count, /))]
            fn new(count: i32) -> Self {
                $name { values: (0..count).map(|i| f64::from(i) / 2.0).collect() }
            }

            fn __len__(&self) -> usize {
                self.values.len()
            }

            fn __getitem__(&self, index: isize) -> PyResult<f64> {
                match usize::try_from(index).ok().and_then(|i| self.values.get(i)) {
                    Some(value) => Ok(*value),
                    None => Err(PyIndexError::new_err("no such place")),
                }
            }

            fn __iter__(slf: Bound<'_, Self>) -> $steps {
                $steps { path: slf.unbind(), at: 0 }
            }

            unsafe fn __getbuffer__(slf: Bound<'_, Self>, view: *mut ffi::Py_buffer, flags: c_int) -> PyResult<()> {
                unsafe { expose(slf.as_ptr(), &slf.borrow().values, view, flags) }
            }

            fn points(&self) -> Vec<$point> {
                self.values.iter().map(|&x| $point { value: Value { x, y: x } }).collect()
            }
        }

        #[pyclass]
        struct $steps {
            path: Py<$name>,
            at: usize,
        }

        #[pymethods]
        impl $steps {
            fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
                slf
            }

            fn __next__(&mut self, py: Python<'_>) -> Option<f64> {
                let path = self.path.bind(py).borrow();
                let value = path.values.get(self.at).copied();
                self.at += 1;
                value
            }
        }
    };
}

path!(Path, Point, Steps, [sequence]);
path!(FrozenPath, Frozen, FrozenSteps, [frozen, sequence]);

#[pymodule(gil_used = false)]
mod pyo3_classes {
    #[pymodule_export]
    use super::{Frozen, FrozenPath, Open, Path, Point, Recycled, Solid};
}
