/** Which kinds the server has, and what is known about each: data, no behaviour of a server. */
package dev.heel.sandbox.kubernetes.type;
